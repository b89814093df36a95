package io.holdfast.allocation.sellable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where everything that channels are to be told goes through: stored, put into the streams, and its listeners woken. */
@ApplicationScoped
public class Telling {

    private final ToldStore store;
    private final LaneStore lanes;
    private final List<Look> ofStreams = new CopyOnWriteArrayList<>();
    private final List<Look> ofWebhooks = new CopyOnWriteArrayList<>();

    Telling(ToldStore store, LaneStore lanes) {
        this.store = store;
        this.lanes = lanes;
    }

    /** It looks as soon as this replica tells a channel something, and by itself for what others tell. */
    public void wakes(Look look) {
        ofStreams.add(look);
    }

    /** The same, if the channel has a webhook. */
    public void wakesForWebhooks(Look look) {
        ofWebhooks.add(look);
    }

    /** What is older than what is known is dropped. */
    public Uni<Void> tell(SqlConnection transaction, Collection<News> news) {
        return news.isEmpty() ? Uni.createFrom().voidItem() : grown(transaction, store.tell(transaction, news));
    }

    /** What has to be told again, although it may not have changed. */
    public Uni<Void> tellAgain(SqlConnection transaction, Collection<News> news) {
        return news.isEmpty() ? Uni.createFrom().voidItem() : grown(transaction, store.tellAgain(transaction, news));
    }

    private Uni<Void> grown(SqlConnection transaction, Uni<Set<ChannelKey>> told) {
        return told.flatMap(streams -> lanes.wake(transaction, streams)).invoke(webhooks -> {
            ofStreams.forEach(Look::hint);
            if (webhooks) {
                ofWebhooks.forEach(Look::hint);
            }
        }).replaceWithVoid();
    }
}
