/** AMQP brokers that come and go with their owner: one out of a jar, and a private RabbitMQ where it is installed. */
package io.holdfast.testkit.broker;
