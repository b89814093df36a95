package io.holdfast.testkit.idempotency;

import static io.restassured.RestAssured.given;

import io.holdfast.testkit.service.TestTokens;
import io.restassured.response.Response;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * One operation as the contract tries it.
 *
 * @param fresh a call that would succeed, of a merchant of its own
 * @param effects how often it took place for the merchant of a call; counted before and after
 */
public record KeyedPost(String name, Supplier<Call> fresh, ToLongFunction<Call> effects, Kept kept) {

    /** What of it is kept under its key. */
    public enum Kept {
        /** What was decided, in the transaction of its effect. */
        DECISION,
        /** Its answer, after an effect that may be had twice or is kept in parts. */
        ANSWER,
        /** That its answer showed a secret, in the transaction of its effect. */
        NO_SECRET
    }

    /** {@code owner}: whose keys these are in the database. */
    public record Call(String owner, String authorization, String path, String contentType, String body) {

        public static Call of(String merchant, String path, String body) {
            return new Call(merchant, TestTokens.admin(merchant), path, "application/json", body);
        }

        Call with(String otherBody) {
            return new Call(owner, authorization, path, contentType, otherBody);
        }

        Call at(String otherPath) {
            return new Call(owner, authorization, otherPath, contentType, body);
        }

        public Response send(String key) {
            return given().urlEncodingEnabled(false).header("Authorization", authorization).contentType(contentType).header("Idempotency-Key", key)
                    .body(body).post(path);
        }

        /** What the merchant reads at an address. */
        public Response read(String address) {
            return given().urlEncodingEnabled(false).header("Authorization", authorization).get(address);
        }
    }

    public static KeyedPost decided(String name, Supplier<Call> fresh, ToLongFunction<Call> effects) {
        return new KeyedPost(name, fresh, effects, Kept.DECISION);
    }

    public static KeyedPost answered(String name, Supplier<Call> fresh, ToLongFunction<Call> effects) {
        return new KeyedPost(name, fresh, effects, Kept.ANSWER);
    }

    public static KeyedPost showingSecret(String name, Supplier<Call> fresh, ToLongFunction<Call> effects) {
        return new KeyedPost(name, fresh, effects, Kept.NO_SECRET);
    }

    boolean showsSecret() {
        return kept == Kept.NO_SECRET;
    }

    @Override
    public String toString() {
        return name;
    }
}
