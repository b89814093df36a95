package io.holdfast.suite.manifest;

import static io.holdfast.suite.manifest.Manifest.each;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@RenderedTest
class DatabaseUsersTest {

    @Test
    @DisplayName("R80 no user of a database is shown the rows of all merchants: none is a superuser, exempt, or a member of another")
    void nobodyIsExempt() {
        List<JsonNode> roles = Manifest.of("Cluster", Kustomize.render("components/postgres"))
                .flatMap(cluster -> each(cluster.json().path("spec").path("managed").path("roles"))).toList();
        assertEquals(10, roles.size());
        roles.forEach(role -> {
            assertFalse(role.path("superuser").asBoolean() || role.path("bypassrls").asBoolean(), role::toString);
            assertEquals(0, role.path("inRoles").size(), role::toString);
        });
    }
}
