package io.holdfast.messaging;

import io.smallrye.config.ConfigMapping;

/** Where the broker is. */
@ConfigMapping(prefix = "holdfast.rabbitmq")
interface BrokerConfig {

    /** `amqp://user:password@host:5672`, or `amqps://…` for TLS, which checks certificate and host name. */
    String url();
}
