package io.holdfast.service.idempotency;

import jakarta.enterprise.context.RequestScoped;

/** The keyed request in hand, if the request in hand has a key. */
@RequestScoped
class CurrentKey {

    private KeyedRequest request;

    void set(KeyedRequest request) {
        this.request = request;
    }

    KeyedRequest get() {
        return request;
    }
}
