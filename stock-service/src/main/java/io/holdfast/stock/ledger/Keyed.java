package io.holdfast.stock.ledger;

import java.util.List;
import java.util.UUID;

/** A command that was sent under an idempotency key: asked again, it is what was decided first, whatever has happened since. */
public record Keyed(Command command, Key key) implements Command {

    /**
     * What the caller calls the request.
     *
     * @param part of a request that is many commands, from 1; 0: it is this one
     * @param request digest of what was sent, which tells a repeat from another request under the same key
     */
    public record Key(String key, int part, String request) {}

    @Override
    public Command plain() {
        return command;
    }

    @Override
    public String merchant() {
        return command.merchant();
    }

    @Override
    public List<String> skus() {
        return command.skus();
    }

    @Override
    public int size() {
        return command.size();
    }

    @Override
    public UUID order() {
        return command.order();
    }

    @Override
    public UUID shipment() {
        return command.shipment();
    }

    @Override
    public boolean mayFree() {
        return command.mayFree();
    }

    @Override
    public Outcome decide(Book book) {
        return command.decide(book);
    }
}
