package io.holdfast.allocation.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.allocation.webhook.Address.Refused;
import io.holdfast.allocation.webhook.Courier.Outcome;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        VERTX.close();
    }

    @ParameterizedTest
    @DisplayName("R49 a webhook reaches the public internet and nothing else; this machine only where that is allowed")
    @CsvSource({
            "8.8.8.8, yes, yes", "93.184.215.14, yes, yes", "172.15.255.255, yes, yes", "172.32.0.0, yes, yes", "100.63.255.255, yes, yes",
            "100.128.0.0, yes, yes", "11.0.0.0, yes, yes", "223.255.255.255, yes, yes", "2606:2800:21f:cb07:6820:80da:af6b:8b2c, yes, yes",
            "127.0.0.1, no, yes", "127.255.255.254, no, yes", "::1, no, yes", "::ffff:127.0.0.1, no, yes",
            "0.0.0.0, no, no", "0.1.2.3, no, no", "10.0.0.1, no, no", "10.255.255.255, no, no", "100.64.0.1, no, no", "100.127.255.255, no, no",
            "169.254.169.254, no, no", "169.254.170.2, no, no", "172.16.0.1, no, no", "172.31.255.255, no, no", "192.0.0.8, no, no",
            "192.0.2.1, no, no", "192.88.99.1, no, no", "192.168.0.1, no, no", "198.18.0.1, no, no", "198.19.255.255, no, no", "198.51.100.1, no, no",
            "224.0.0.1, no, no", "239.255.255.255, no, no", "240.0.0.1, no, no", "255.255.255.255, no, no",
            "::, no, no", "::127.0.0.1, no, no", "::ffff:10.0.0.1, no, no", "::ffff:169.254.169.254, no, no", "64:ff9b::a9fe:a9fe, no, no",
            "64:ff9b:1::a00:1, no, no", "100::1, no, no", "2001::1, no, no", "2001:db8::1, no, no", "2002:a00:1::1, no, no", "2002:7f00:1::1, no, no",
            "3fff::1, no, no", "fc00::1, no, no", "fd00:ec2::254, no, no", "fe80::1, no, no", "febf::1, no, no", "fec0::1, no, no", "ff02::1, no, no",
            "ff0e::1, no, no"})
    void whichAddressesMayBeReached(String address, String inProduction, String onThisMachine) throws UnknownHostException {
        InetAddress ip = InetAddress.getByName(address);
        assertEquals(inProduction.equals("yes"), new AddressRules(false).refusal(ip).isEmpty());
        assertEquals(onThisMachine.equals("yes"), new AddressRules(true).refusal(ip).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/a?b=c", "http://shop.example:8080", "HTTPS://shop.example/", "https://[2606:2800::1]:444/x"})
    void addressesInGoodOrder(String url) {
        assertTrue(Address.of(url).port() > 0);
    }

    @Test
    void anAddressIsTakenApart() {
        assertEquals(new Address(true, "shop.example", 443, "shop.example", "/a%20b?c=%26"), Address.of("https://shop.example/a%20b?c=%26"));
        assertEquals(new Address(false, "2606:2800::1", 81, "[2606:2800::1]:81", "/"), Address.of("http://[2606:2800::1]:81"));
    }

    @Test
    @DisplayName("R49 a name that leads to several addresses is refused if any of them may not be reached")
    void everyAddressOfAName() {
        CheckedAddresses mixed = new CheckedAddresses(VERTX, false, host -> List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")));
        Refused refused = assertThrows(Refused.class, () -> mixed.of(Address.of("https://shop.example/")).await().atMost(PATIENCE));
        assertEquals("must lead to the public internet; shop.example is a private address", refused.getMessage());
        CheckedAddresses none = new CheckedAddresses(VERTX, false, host -> List.of());
        assertThrows(Refused.class, () -> none.of(Address.of("https://shop.example/")).await().atMost(PATIENCE));
    }

    @Test
    @DisplayName("R49 a name is asked for once per attempt and the connection goes where the check looked, with the name in Host")
    void theConnectionGoesWhereTheCheckLooked() throws UnknownHostException {
        try (Receiver receiver = Receiver.started()) {
            Deque<InetAddress> answers = new ArrayDeque<>(List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("10.0.0.1")));
            Courier courier = new Courier(VERTX, new CheckedAddresses(VERTX, true, host -> List.of(answers.poll())));
            String url = "http://shop.example.invalid:" + receiver.port() + "/";
            assertTrue(bring(courier, url).isSuccess());
            assertEquals("shop.example.invalid:" + receiver.port(), receiver.messages().get(0).header("Host"));
            Outcome rebound = bring(courier, url);
            assertEquals("must lead to the public internet; shop.example.invalid is a private address", rebound.error());
            assertEquals(1, receiver.messages().size());
        }
    }

    @Test
    @DisplayName("R49 an address that was allowed when it was saved is checked again at each attempt")
    void checkedAtEachAttempt() {
        try (Receiver receiver = Receiver.started()) {
            Courier courier = new Courier(VERTX, new CheckedAddresses(VERTX, false, host -> List.of(InetAddress.getByName(host))));
            assertEquals("must lead to the public internet; 127.0.0.1 is a loopback address", bring(courier, receiver.url()).error());
            assertEquals(List.of(), receiver.messages());
        }
    }

    @Test
    @DisplayName("R49 an attempt waits so long and no longer, and a refused connection is an outcome like any other")
    void anAttemptWaitsSoLong() throws Exception {
        Courier courier = new Courier(VERTX, new CheckedAddresses(VERTX, true, host -> List.of(InetAddress.getByName(host))), Duration.ofSeconds(2));
        try (ServerSocket silent = new ServerSocket(0)) {
            long begun = System.nanoTime();
            assertEquals("It did not answer within 2 s", bring(courier, "http://127.0.0.1:" + silent.getLocalPort()).error());
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(waited.toMillis() >= 2_000 && waited.toSeconds() < 4, waited::toString);
        }
        Outcome refused = bring(courier, "http://127.0.0.1:1/");
        assertTrue(!refused.isSuccess() && refused.status() == null, refused.toString());
    }

    @Test
    @DisplayName("R49 of an endless answer only the beginning is read")
    void anEndlessAnswer() throws Exception {
        Courier courier = new Courier(VERTX, new CheckedAddresses(VERTX, true, host -> List.of(InetAddress.getByName(host))));
        try (ServerSocket server = new ServerSocket(0)) {
            Thread endless = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[4_096]);
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n".getBytes());
                    while (true) {
                        socket.getOutputStream().write(new byte[64 * 1024]);
                    }
                } catch (IOException e) {
                    Thread.currentThread().setName("cut off");
                }
            }, "endless");
            endless.start();
            assertTrue(bring(courier, "http://127.0.0.1:" + server.getLocalPort()).isSuccess());
            endless.join(10_000);
            assertEquals("cut off", endless.getName());
        }
    }

    private static Outcome bring(Courier courier, String url) {
        return courier.bring(url, Map.of("webhook-id", "msg_1"), "{}").await().atMost(PATIENCE);
    }
}
