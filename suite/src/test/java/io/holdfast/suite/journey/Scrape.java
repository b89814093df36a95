package io.holdfast.suite.journey;

import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service says on its management port, to Kubernetes and to Prometheus. */
record Scrape(Suite suite, Service service) {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Pattern NAME = Pattern.compile("(?m)^# TYPE (\\w+) ");

    HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(suite.management(service) + path)).timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(service + " does not answer at its management port", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Set<String> meters() {
        Set<String> names = new TreeSet<>();
        Matcher found = NAME.matcher(get("/q/metrics").body());
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /** The value of a series, {@code name} or {@code name{label="value",…}} as Prometheus writes it; NaN if there is none. */
    double value(String series) {
        return get("/q/metrics").body().lines().filter(line -> line.startsWith(series + " ")).findFirst()
                .map(line -> Double.parseDouble(line.substring(series.length() + 1))).orElse(Double.NaN);
    }
}
