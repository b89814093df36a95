package io.holdfast.suite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.Waiting;
import io.holdfast.suite.mail.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Has the merchant's daily mail sent in the next minute instead of at its usual hour, and waits for it. */
final class Digest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LONGEST_LAG = Duration.ofMinutes(5);
    /** A new hour of sending is set at least this long before it comes. */
    private static final Duration AHEAD = Duration.ofSeconds(4);

    private final GatewayClient gateway;
    private final Suite suite;
    private final Clock clock;

    /**
     * The mail, or what it would say.
     *
     * @param remark how it came about
     * @param items articles that it is about
     */
    record Letter(String remark, String subject, String text, long items) {}

    Digest(GatewayClient gateway, Suite suite, Clock clock) {
        this.gateway = gateway;
        this.suite = suite;
        this.clock = clock;
    }

    /** Waits until a moment has passed by a second, so that what becomes due then has happened. */
    void passed(Instant moment) {
        Instant end = moment.plusSeconds(1);
        Waiting.until("The last deadline", PATIENCE, suite.failure(), () -> !clock.instant().isBefore(end));
    }

    /** Alerts follow the levels a little later, on a loaded machine much later; waits until they say the same, or gives up. */
    void caughtUp(LowStock low) {
        Instant giveUp = clock.instant().plus(LONGEST_LAG);
        Waiting.until("The alerts", LONGEST_LAG.multipliedBy(2), suite.failure(), () -> {
            Letter preview = preview("");
            return low.differences(preview.text(), preview.items()).isEmpty() || clock.instant().isAfter(giveUp);
        });
    }

    /** The digest of the next whole minute; only one is sent a day. */
    Letter send() {
        ZoneId zone = ZoneId.of(gateway.get("/v1/merchant").orFail().body().path("timeZone").asText("UTC"));
        ZonedDateTime sendAt = clock.instant().plus(AHEAD).atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        if (sent(sendAt.toLocalDate()).isPresent()) {
            return preview("Today's digest was mailed before this run, and there is one a day; it would now say");
        }
        if (preview("").text().isEmpty()) {
            return preview("Nothing is low, so nothing is mailed");
        }
        String time = DateTimeFormatter.ofPattern("HH:mm").format(sendAt);
        int mailsBefore = suite.mails().map(List::size).orElse(0);
        setSendAt(time);
        Waiting.until("The digest of " + time, Duration.between(clock.instant(), sendAt).plus(PATIENCE), suite.failure(),
                () -> sent(sendAt.toLocalDate()).isPresent());
        long items = sent(sendAt.toLocalDate()).map(digest -> digest.path("newItems").asLong() + digest.path("continuingItems").asLong()).orElse(0L);
        return suite.mails().map(mails -> mailed(mails.get(mailsBefore), items))
                .orElseGet(() -> preview("Mailed at " + time + " through your own mail server; it says"));
    }

    private static Letter mailed(Mail mail, long items) {
        return new Letter("Mailed to " + String.join(", ", mail.recipients()), mail.subject(), mail.text(), items);
    }

    private Letter preview(String remark) {
        JsonNode preview = gateway.get("/v1/digests/preview").orFail().body();
        return new Letter(remark, preview.path("subject").asText(""), preview.path("text").isTextual() ? preview.path("text").asText() : "",
                preview.path("newItems").asLong() + preview.path("continuingItems").asLong());
    }

    private Optional<JsonNode> sent(LocalDate day) {
        for (JsonNode digest : gateway.get("/v1/digests").orFail().body().path("items")) {
            if (digest.path("date").asText().equals(day.toString())) {
                return Optional.of(digest);
            }
        }
        return Optional.empty();
    }

    private void setSendAt(String time) {
        ObjectNode settings = (ObjectNode) gateway.get("/v1/settings/notifications").orFail().body();
        settings.put("enabled", true);
        settings.put("sendAt", time);
        gateway.call("PUT", "/v1/settings/notifications", settings).orFail();
    }
}
