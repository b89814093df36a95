package io.holdfast.messaging;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** How to get to the broker. */
final class Broker {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int HEARTBEAT_SECONDS = 10;

    private final ConnectionFactory factory = new ConnectionFactory();
    private final Topology topology;

    /** @param url {@code amqp://user:password@host:port}, or {@code amqps://}, which checks certificate and host name */
    Broker(String url, Topology topology) {
        this.topology = topology;
        try {
            factory.setUri(url);
            if (url.startsWith("amqps:")) {
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | GeneralSecurityException | IllegalArgumentException e) {
            // Without the address: it holds the password.
            throw new IllegalArgumentException("HOLDFAST_RABBITMQ_URL is no address like amqp://user:password@host:5672", e);
        }
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setHandshakeTimeout(CONNECT_MILLIS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        // The client's recovery knows nothing of channels that the broker closed; both workers open anew by themselves.
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
    }

    Topology topology() {
        return topology;
    }

    Connection connect(String name) throws IOException {
        try {
            return factory.newConnection("holdfast " + name);
        } catch (TimeoutException e) {
            throw new IOException("The broker at " + address() + " does not answer", e);
        } catch (IOException e) {
            throw new IOException("No connection to the broker at " + address() + ": " + Failures.text(e), e);
        }
    }

    private String address() {
        return factory.getHost() + ":" + factory.getPort();
    }
}
