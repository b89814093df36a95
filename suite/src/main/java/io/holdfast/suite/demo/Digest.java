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

/** Has the merchant's daily mail sent in the next minute instead of at six in the morning, and waits for it. */
final class Digest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final GatewayClient gateway;
    private final Suite suite;
    private final Clock clock;

    /**
     * The mail, or what it would say.
     *
     * @param remark how it came about
     */
    record Letter(String remark, String subject, String text) {}

    Digest(GatewayClient gateway, Suite suite, Clock clock) {
        this.gateway = gateway;
        this.suite = suite;
        this.clock = clock;
    }

    /** Waits for the first whole minute after {@code earliest}, and for the mail of that minute. */
    Letter after(Instant earliest) {
        ZoneId zone = ZoneId.of(gateway.get("/v1/merchant").orFail().body().path("timeZone").asText("UTC"));
        ZonedDateTime sendAt = latest(earliest, clock.instant()).plus(SETTLING).atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        if (sent(sendAt.toLocalDate()).isPresent()) {
            awaitClock(latest(earliest, clock.instant()).plus(SETTLING));
            return preview("Today's digest had been sent before this run; this is what it would say now");
        }
        int mailsBefore = suite.mails().map(List::size).orElse(0);
        String time = DateTimeFormatter.ofPattern("HH:mm").format(sendAt);
        setSendAt(time);
        Waiting.until("The digest of " + time, Duration.between(clock.instant(), sendAt).plus(PATIENCE), suite.failure(),
                () -> suite.mails().map(mails -> mails.size() > mailsBefore).orElseGet(() -> sent(sendAt.toLocalDate()).isPresent()));
        return suite.mails().map(mails -> mailed(mails.get(mails.size() - 1)))
                .orElseGet(() -> preview("Mailed through your own mail server at " + time + "; this is what it says"));
    }

    private static Letter mailed(Mail mail) {
        return new Letter("Mailed to " + String.join(", ", mail.recipients()), mail.subject(), mail.text());
    }

    private Letter preview(String remark) {
        JsonNode preview = gateway.get("/v1/digests/preview").orFail().body();
        return new Letter(remark, preview.path("subject").asText(), preview.path("text").asText());
    }

    private Optional<JsonNode> sent(LocalDate day) {
        for (JsonNode digest : gateway.get("/v1/digests").orFail().body().path("items")) {
            if (digest.path("date").asText().equals(day.toString()) && digest.hasNonNull("sentAt")) {
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

    private void awaitClock(Instant moment) {
        Waiting.until("The last deadline", Duration.between(clock.instant(), moment).plus(PATIENCE), suite.failure(),
                () -> !clock.instant().isBefore(moment));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
