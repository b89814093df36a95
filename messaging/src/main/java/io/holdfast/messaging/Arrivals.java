package io.holdfast.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Deliveries of one queue that wait to be taken: no more than the prefetch allows, for none is acknowledged before. */
final class Arrivals extends DefaultConsumer {

    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private volatile String lost;

    private Arrivals(Channel channel) {
        super(channel);
    }

    static Arrivals of(Channel channel, String queue, int prefetch) throws IOException {
        channel.basicQos(prefetch);
        Arrivals arrivals = new Arrivals(channel);
        channel.basicConsume(queue, false, arrivals);
        return arrivals;
    }

    /**
     * Everything that has arrived, up to a limit; waits for a first one, and returns an empty list when none comes.
     *
     * @throws IOException when the queue or the connection is gone
     */
    List<Delivery> take(int limit, Duration wait) throws IOException, InterruptedException {
        List<Delivery> taken = new ArrayList<>();
        Delivery first = waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (lost != null) {
            throw new IOException(lost);
        }
        if (first != null) {
            taken.add(first);
            waiting.drainTo(taken, limit - 1);
        }
        return taken;
    }

    /** Acknowledges these and, as they are taken in order, everything before them. */
    void acknowledge(List<Delivery> taken) throws IOException {
        getChannel().basicAck(taken.get(taken.size() - 1).getEnvelope().getDeliveryTag(), true);
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
        waiting.add(new Delivery(envelope, properties, body));
    }

    @Override
    public void handleCancel(String tag) {
        lost = "The broker ended the subscription: its queue was deleted or has moved";
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
        lost = "The connection to the broker was lost: " + Failures.text(signal);
    }
}
