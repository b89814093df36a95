package io.holdfast.notification.merchant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hours of merchants that have been judged: what was below at one of them may be learned only after it. */
@ApplicationScoped
public class Hours {

    private static final String JUDGE_AGAIN = """
            update merchant m
            set next_at = '-infinity'
            from (select o.merchant from merchant o
                  join unnest($1::text[], $2::timestamptz[]) as late (merchant, since)
                      on o.merchant = late.merchant and o.judged_at >= late.since
                  order by o.merchant
                  for update of o) as owed
            where m.merchant = owed.merchant""";

    /** Has a merchant's last hour judged again where an alert turns out to have been open at it. */
    public Uni<Void> judgeAgain(SqlConnection transaction, Map<String, Instant> raisedSince) {
        if (raisedSince.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> merchants = new ArrayList<>(raisedSince.keySet());
        OffsetDateTime[] since = merchants.stream().map(m -> raisedSince.get(m).atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return transaction.preparedQuery(JUDGE_AGAIN)
                .execute(Tuple.tuple().addValue(merchants.toArray(String[]::new)).addValue(since)).replaceWithVoid();
    }
}
