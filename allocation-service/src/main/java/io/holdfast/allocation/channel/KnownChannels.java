package io.holdfast.allocation.channel;

import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.PrintableText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which channels a merchant has, for everything that belongs to one. */
@ApplicationScoped
public class KnownChannels {

    private final Transactions transactions;
    private final ChannelStore store;

    KnownChannels(Transactions transactions, ChannelStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** The code of an address; fails with 404 unless it is a channel of the merchant. */
    public Uni<String> require(String merchant, String code) {
        return transactions.of(merchant, reading -> store.known(reading, merchant, List.of(possible(code)))).map(known -> {
            if (!known.contains(code)) {
                throw Problem.notFound("channel", code);
            }
            return code;
        });
    }

    /** What no code can be, no channel has. */
    static String possible(String code) {
        if (!PrintableText.holds(code, Limits.CODE_CODE_POINTS)) {
            throw Problem.notFound("channel", code);
        }
        return code;
    }
}
