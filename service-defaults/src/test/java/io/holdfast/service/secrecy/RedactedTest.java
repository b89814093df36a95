package io.holdfast.service.secrecy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/mail/bWU.c2lnbmF0dXJl-_/unsubscribe        | /v1/mail/…/unsubscribe
            /v1/mail/bWU.c2lnbmF0dXJl                      | /v1/mail/…
            /v1//mail//bWU.c2lnbmF0dXJl/list?from=mail     | /v1//mail//…/list?from=mail
            /V1/Mail/bWU.c2lnbmF0dXJl?x                    | /V1/Mail/…?x
            /v1%2Fmail%2FbWU.c2lnbmF0dXJl%2Funsubscribe    | /v1%2Fmail%2F…%2Funsubscribe
            POST https://x.example/v1/mail/bWU.c2ln/list 500 | POST https://x.example/v1/mail/…/list 500
            /v1/keys/hf_live_AbCdEf-_123456789             | /v1/keys/hf_live_…
            GET "/v1/nothing?key=hf_live_AbCdEf" failed    | GET "/v1/nothing?key=hf_live_…" failed
            signed with whsec_AbC+/d=                      | signed with whsec_…
            can't reach amqp://holdfast:secret@broker:5672 | can't reach amqp://…@broker:5672
            """)
    void what_opens_something_is_taken_out(String text, String readable) {
        assertEquals(readable, Redacted.text(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1/orders/0197", "/v1/variants/TEA%2F1", "/v1/channels/mail/availability", "/local/mail/1",
        "the key that begins with hf_live_AbCd", "https://shop.example/hooks?to=me@shop.example", "2 of 3"})
    void all_else_stays(String text) {
        assertEquals(text, Redacted.text(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://stock:8080/v1/stock?sku=TEA&limit=2      | http://stock:8080/v1/stock?sku=…&limit=…
            http://stock:8080/v1/mail/bWU.c2ln/list?key     | http://stock:8080/v1/mail/…/list?…
            /v1/orders?local-operator                       | /v1/orders?…
            /v1/orders?hf_live_AbCdEf=1&a=b=c               | /v1/orders?hf_live_…=…&a=…
            /v1/orders                                      | /v1/orders
            """)
    void of_an_address_the_values_of_its_query_too(String address, String readable) {
        assertEquals(readable, Redacted.address(address));
    }

    @Test
    void a_failure_says_the_same_without() {
        Throwable told = new IllegalStateException("asked /v1/mail/bWU.c2ln/list", new IllegalArgumentException("key hf_live_AbCdEf"));
        Throwable readable = Redacted.failure(told);
        assertEquals("java.lang.IllegalStateException: asked /v1/mail/…/list", readable.toString());
        assertEquals("java.lang.IllegalArgumentException: key hf_live_…", readable.getCause().toString());
        assertEquals(told.getStackTrace()[0], readable.getStackTrace()[0]);
    }

    @Test
    void a_failure_that_tells_none_is_left_alone() {
        Throwable failure = new IllegalStateException("full", new IllegalArgumentException());
        assertSame(failure, Redacted.failure(failure));
    }
}
