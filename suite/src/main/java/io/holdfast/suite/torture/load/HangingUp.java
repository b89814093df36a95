package io.holdfast.suite.torture.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.suite.torture.history.Reply;
import io.holdfast.suite.torture.history.Wish;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Callers who hang up in the middle: some before their request is whole, some while it is worked on, some with a reset. */
public final class HangingUp {

    private static final int AT_ONCE = 25;
    private static final int LONGEST_WAIT_MS = 25;
    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private HangingUp() {}

    /** Returns when so many have placed an order and not waited for the answer. */
    public static void callers(TortureShop shop, URI gateway, int count, Random random) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        for (int i = 0; i < count; i++) {
            Wish wish = Wish.place("gone-" + i, Map.of(TortureShop.SKUS.get(random.nextInt(TortureShop.SKUS.size())), 1L));
            shop.history().add(wish).heard(Reply.unknown("hung up"));
            boolean whole = random.nextInt(4) > 0;
            boolean reset = random.nextBoolean();
            int wait = random.nextInt(LONGEST_WAIT_MS);
            threads.execute(() -> call(gateway, request(shop, gateway, wish), whole, reset, wait));
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Callers could not even hang up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] request(TortureShop shop, URI gateway, Wish wish) {
        try {
            String body = JSON.writeValueAsString(Caller.order(wish));
            return ("POST /v1/orders HTTP/1.1\r\nHost: " + gateway.getAuthority() + "\r\nAuthorization: Bearer " + shop.key()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void call(URI gateway, byte[] request, boolean whole, boolean reset, int waitMillis) {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream().write(whole ? request : Arrays.copyOf(request, request.length - 10));
            // Nobody counts this down: it is a pause.
            new CountDownLatch(1).await(waitMillis, TimeUnit.MILLISECONDS);
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            System.getLogger(HangingUp.class.getName()).log(System.Logger.Level.DEBUG, "The gateway hung up first", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
