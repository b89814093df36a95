package io.holdfast.allocation.sellable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where everything that channels are to be told goes through: stored, put into the streams, and its listeners woken. */
@ApplicationScoped
public class Telling {

    private final ToldStore store;
    private final LaneStore lanes;
    private final List<Look> looks = new CopyOnWriteArrayList<>();

    Telling(ToldStore store, LaneStore lanes) {
        this.store = store;
        this.lanes = lanes;
    }

    /** These look as soon as something is told by this replica, and by themselves for what others tell. */
    public void wakes(Look look) {
        looks.add(look);
    }

    /** What is older than what is known is dropped. */
    public Uni<Void> tell(SqlConnection transaction, Collection<News> news) {
        return news.isEmpty() ? Uni.createFrom().voidItem()
                : store.tell(transaction, news).call(grown -> lanes.wake(transaction, grown)).invoke(this::wake).replaceWithVoid();
    }

    /** What has to be told again, although it may not have changed. */
    public Uni<Void> tellAgain(SqlConnection transaction, Collection<News> news) {
        return news.isEmpty() ? Uni.createFrom().voidItem()
                : store.tellAgain(transaction, news).call(grown -> lanes.wake(transaction, grown)).invoke(this::wake).replaceWithVoid();
    }

    private void wake() {
        looks.forEach(Look::hint);
    }
}
