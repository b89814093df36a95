package io.holdfast.testkit.broker;

/** A broker that a test or the local suite owns. It may be stopped and started again, and keeps what it confirmed. */
public interface TestBroker extends AutoCloseable {

    /** For {@code HOLDFAST_RABBITMQ_URL}; the same after every start. */
    String url();

    /** The queue type it can do, for {@code HOLDFAST_MESSAGING_QUEUE_TYPE}. */
    String queueType();

    /** Goes away, as in an outage. */
    void stop();

    /** Comes back with what it had. */
    void start();

    @Override
    void close();
}
