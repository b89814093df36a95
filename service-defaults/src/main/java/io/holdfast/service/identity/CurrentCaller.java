package io.holdfast.service.identity;

import jakarta.enterprise.context.RequestScoped;

/** The caller of the request in hand, as its token says. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

    void set(Caller caller) {
        this.caller = caller;
    }

    public Caller get() {
        return caller;
    }

    public String merchant() {
        return caller.requireMerchant();
    }

    public String actor() {
        return caller.actor();
    }
}
