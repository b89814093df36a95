package io.holdfast.suite.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.service.identity.KeyRing;
import io.holdfast.suite.launch.Service;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All secrets that the manifests in k8s/ name, made anew: keys by which services know each other, passwords, the operator's key. */
public final class ClusterSecrets {

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ClusterSecrets() {}

    /**
     * Keys and values by the secret's name.
     *
     * @param smtpUrl the mail server, with its password
     */
    public static Map<String, Map<String, String>> generate(String smtpUrl) {
        KeyRing ring = KeyRing.generate(Arrays.stream(Service.values()).map(Service::id).toList());
        Map<String, Map<String, String>> secrets = new LinkedHashMap<>();
        secrets.put("trusted-keys", Map.of("trusted-keys", ring.trusted()));
        for (Service service : Service.values()) {
            Map<String, String> own = new LinkedHashMap<>();
            own.put("signing-key", ring.signing().get(service.id()));
            if (service == Service.GATEWAY) {
                own.put("operator-key", random());
            }
            if (service == Service.NOTIFICATION) {
                own.put("smtp-url", smtpUrl);
            }
            secrets.put(service.id(), own);
            secrets.put(service.id() + "-database", login(service.id()));
            secrets.put(service.id() + "-database-owner", login(service.id() + "_owner"));
        }
        return secrets;
    }

    /** The same as one list that {@code kubectl apply} takes. */
    public static String asManifest(String smtpUrl) {
        List<Map<String, Object>> items = new ArrayList<>();
        generate(smtpUrl).forEach((name, values) -> items.add(Map.of("apiVersion", "v1", "kind", "Secret",
                "type", values.containsKey("username") ? "kubernetes.io/basic-auth" : "Opaque",
                "metadata", Map.of("name", name), "stringData", values)));
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Map.of("apiVersion", "v1", "kind", "List", "items", items));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> login(String user) {
        return Map.of("username", user, "password", random());
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
