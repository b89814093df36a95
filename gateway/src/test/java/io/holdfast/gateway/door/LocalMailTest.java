package io.holdfast.gateway.door;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.GatewayTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@GatewayTest
class LocalMailTest {

    @Test
    void theLaunchersMailIsShownWithoutAKey() {
        given().urlEncodingEnabled(false).get("/local/mail?to=merchant%40demo.example").then().statusCode(200)
                .body("uri", equalTo("/mail?to=merchant%40demo.example")).body("headers", not(hasKey("authorization")));
    }

    @Test
    void eachMailIsShownBelowTheList() {
        given().get("/local/mail/7/text").then().statusCode(200).body("uri", equalTo("/mail/7/text"));
        given().get("/local/mails").then().statusCode(404);
    }

    @Test
    void withoutAnAddressThereIsNoSuchPage() {
        assertFalse(new LocalMail(null, Optional.empty()).serves("/local/mail"));
        assertTrue(AccessTable.methods("/local/mail").isEmpty());
    }

    @Test
    void aKeyIsNotPassedOn() {
        given().header("Authorization", "Bearer local-admin").get("/local/mail").then().statusCode(200)
                .body("headers", not(hasKey("authorization")));
    }
}
