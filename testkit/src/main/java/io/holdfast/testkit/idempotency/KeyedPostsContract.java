package io.holdfast.testkit.idempotency;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.idempotency.AnswerPurge;
import io.holdfast.testkit.idempotency.KeyedPost.Call;
import io.holdfast.testkit.idempotency.KeyedPost.Kept;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For a service's every POST, which a static method {@code posts} names. */
public abstract class KeyedPostsContract {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final int AT_ONCE = 8;

    @Inject
    Transactions transactions;
    @Inject
    AnswerPurge purge;

    private final String key = UUID.randomUUID().toString();

    @ParameterizedTest
    @MethodSource("posts")
    @DisplayName("R82 the same request under the same key has one effect, and the answer of the first")
    void the_answer_is_given_again(KeyedPost post) {
        Call call = post.fresh().get();
        long before = post.effects().applyAsLong(call);
        Response first = call.send(key);
        first.then().statusCode(lessThan(300)).header("Idempotency-Replayed", nullValue());
        long after = post.effects().applyAsLong(call);
        assertTrue(after <= before + 1, post + " had " + (after - before) + " effects");
        Response again = call.send(key);
        again.then().header("Idempotency-Replayed", "true");
        if (post.showsSecret()) {
            assertSecretIsNotShown(again);
        } else {
            assertSame(first, again);
        }
        assertEquals(after, post.effects().applyAsLong(call));
    }

    @ParameterizedTest
    @MethodSource("posts")
    @DisplayName("R82 a key that was sent with another body or path is refused")
    void a_key_is_of_one_request(KeyedPost post) {
        Call call = post.fresh().get();
        call.send(key).then().statusCode(lessThan(300));
        long after = post.effects().applyAsLong(call);
        for (Call other : List.of(call.with(call.body() + " "), call.at(call.path() + "?x=y"))) {
            other.send(key).then().statusCode(422).contentType("application/problem+json").header("Idempotency-Replayed", nullValue())
                    .body("type", endsWith("/idempotency-key-reused"));
        }
        assertEquals(after, post.effects().applyAsLong(call));
    }

    @ParameterizedTest
    @MethodSource("posts")
    @DisplayName("R80 R82 a key of one merchant is none of another's")
    void keys_are_the_merchants_own(KeyedPost post) {
        Call mine = post.fresh().get();
        Call other = post.fresh().get();
        mine.send(key).then().statusCode(lessThan(300));
        assumeTrue(!mine.owner().equals(other.owner()), "operators share their keys");
        other.send(key).then().statusCode(lessThan(300)).header("Idempotency-Replayed", nullValue());
    }

    @ParameterizedTest
    @MethodSource("posts")
    @DisplayName("R82 sent many times at once, it has one effect, and each is told the answer or that it is still running")
    void at_once_it_takes_place_once(KeyedPost post) {
        Call call = post.fresh().get();
        long before = post.effects().applyAsLong(call);
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        List<Response> answers;
        try {
            answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> call.send(key), callers)).limit(AT_ONCE).toList()
                    .stream().map(CompletableFuture::join).toList();
        } finally {
            callers.shutdown();
        }
        List<Response> firsts = answers.stream().filter(a -> a.statusCode() < 300 && a.header("Idempotency-Replayed") == null).toList();
        assertEquals(1, firsts.size(), () -> answers.stream().map(a -> a.statusCode() + " " + a.asString()).toList().toString());
        for (Response answer : answers) {
            if (answer.header("Idempotency-Replayed") == null && answer != firsts.get(0)) {
                answer.then().statusCode(409).body("type", endsWith("/idempotency-key-in-use"));
            } else if (!post.showsSecret()) {
                assertSame(firsts.get(0), answer);
            }
        }
        assertTrue(post.effects().applyAsLong(call) <= before + 1);
    }

    @ParameterizedTest
    @MethodSource("posts")
    @DisplayName("R82 where a process died between effect and answer, the same request is answered and does nothing more")
    void a_crash_in_between(KeyedPost post) {
        assumeTrue(post.kept() == Kept.DECISION, "its answer is kept with its effect, or its effect may be had twice");
        Call call = post.fresh().get();
        Response first = call.send(key);
        long after = post.effects().applyAsLong(call);
        // What such a crash leaves: the effect with what was decided, and no answer.
        int unanswered = execute("""
                update answer_to_key set status = null, content_type = null, location = null, etag = null, body = null
                where merchant = $1 and key = $2 and part = 0 and decided is not null""", call);
        assertEquals(1, unanswered, "what was decided is kept");
        assertSame(first, call.send(key));
        assertEquals(after, post.effects().applyAsLong(call));
        assertSame(first, call.send(key));
    }

    @ParameterizedTest
    @MethodSource("posts")
    @DisplayName("R82 after a day the key is free")
    void a_key_is_free_after_a_day(KeyedPost post) {
        Call call = post.fresh().get();
        call.send(key).then().statusCode(lessThan(300));
        age(call, Limits.ANSWERS_KEPT.minusMinutes(1));
        purge.run().await().atMost(LONG_ENOUGH);
        call.send(key).then().header("Idempotency-Replayed", "true");
        age(call, Duration.ofMinutes(2));
        purge.run().await().atMost(LONG_ENOUGH);
        call.send(key).then().header("Idempotency-Replayed", nullValue()).statusCode(lessThan(500));
    }

    @ParameterizedTest
    @MethodSource("posts")
    @DisplayName("R83 what can't be a key is refused, and nothing is done")
    void a_malformed_key(KeyedPost post) {
        Call call = post.fresh().get();
        long before = post.effects().applyAsLong(call);
        for (String malformed : List.of("", "x".repeat(Limits.IDEMPOTENCY_KEY_CHARACTERS + 1), "a\tb")) {
            call.send(malformed).then().statusCode(400).contentType("application/problem+json").body("type", endsWith("/idempotency-key-malformed"));
        }
        assertEquals(before, post.effects().applyAsLong(call));
        call.send("x".repeat(Limits.IDEMPOTENCY_KEY_CHARACTERS)).then().statusCode(lessThan(300));
    }

    /** What a crash leaves of a request of many parts. */
    protected final void forgetTheWhole(Call call, String its) {
        assertEquals(1, transactions.ofAllMerchants(all -> all.preparedQuery("delete from answer_to_key where merchant = $1 and key = $2 and part = 0")
                .execute(Tuple.of(call.owner(), its))).await().atMost(LONG_ENOUGH).rowCount());
    }

    private void age(Call call, Duration by) {
        execute("update answer_to_key set at = at - interval '" + by.toSeconds() + " seconds' where merchant = $1 and key = $2", call);
    }

    private int execute(String statement, Call call) {
        return transactions.ofAllMerchants(all -> all.preparedQuery(statement).execute(Tuple.of(call.owner(), key))).await().atMost(LONG_ENOUGH).rowCount();
    }

    private static void assertSecretIsNotShown(Response again) {
        again.then().statusCode(409).contentType("application/problem+json").body("type", endsWith("/secret-already-shown"));
    }

    private static void assertSame(Response first, Response again) {
        assertEquals(first.asString(), again.asString());
        assertEquals(first.statusCode(), again.statusCode());
        for (String header : List.of("Content-Type", "Location", "ETag")) {
            assertEquals(first.header(header), again.header(header), header);
        }
    }
}
