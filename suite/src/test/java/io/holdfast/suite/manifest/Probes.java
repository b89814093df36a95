package io.holdfast.suite.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses on the management port that the manifests name, read without rendering them. */
public final class Probes {

    private static final Pattern PATH = Pattern.compile("(?m)^\\s+path: (/q/\\S+)$");

    private Probes() {}

    /** Of the probes and of the scraping. */
    public static Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        try {
            for (String file : Set.of("base/every-pod.yaml", "components/monitoring/pods.yaml")) {
                Matcher found = PATH.matcher(Files.readString(Kustomize.K8S.resolve(file)));
                while (found.find()) {
                    paths.add(found.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paths;
    }
}
