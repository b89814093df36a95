package io.holdfast.notification.digest;

import io.holdfast.notification.digest.Digest.Rendered;
import io.holdfast.notification.digest.DigestContent.HeldBy;
import io.holdfast.notification.digest.DigestContent.Item;
import io.holdfast.notification.digest.DigestContent.Listed;
import io.holdfast.notification.digest.DigestContent.ShortOrder;
import io.holdfast.notification.digest.DigestView.Count;
import io.holdfast.notification.digest.DigestView.HeldByView;
import io.holdfast.notification.digest.DigestView.ItemView;
import io.holdfast.notification.digest.DigestView.MissingView;
import io.holdfast.notification.digest.DigestView.OrderView;
import io.holdfast.notification.digest.DigestView.Section;
import io.holdfast.notification.rules.Reorder;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts a digest into words. The same content and language always give the same words. */
@ApplicationScoped
class DigestWords {

    /** The two forms of the mail; their files stand in {@code templates/}. */
    @CheckedTemplate(basePath = "")
    static class Forms {
        static native TemplateInstance digestHtml(DigestView digest);

        static native TemplateInstance digestText(DigestView digest);
    }

    /** @param link what the reader's own links begin with */
    Rendered render(DigestContent content, Locale wish, String link) {
        Language language = Language.of(wish);
        DigestView view = view(content, language, link);
        return new Rendered(subject(content, language), in(language, Forms.digestHtml(view)), in(language, Forms.digestText(view)));
    }

    /** The HTML of a page that nobody was mailed. */
    String page(DigestContent content, Locale wish) {
        Language language = Language.of(wish);
        return in(language, Forms.digestHtml(view(content, language, null)));
    }

    private static String in(Language language, TemplateInstance form) {
        return form.setLocale(language.locale()).render();
    }

    private static String subject(DigestContent content, Language language) {
        Words words = words(language);
        List<String> parts = new ArrayList<>();
        part(parts, language, content.shortOrders(), c -> words.shortOrdersPart(c.shown(), c.one()));
        part(parts, language, content.negative(), c -> words.negativePart(c.shown()));
        part(parts, language, content.newItems(), c -> words.newPart(c.shown(), c.one()));
        part(parts, language, content.continuingItems(), c -> words.continuingPart(c.shown()));
        return words.subject(String.join(", ", parts));
    }

    private static void part(List<String> parts, Language language, Listed<?> listed, Function<Count, String> words) {
        if (!listed.isEmpty()) {
            parts.add(words.apply(language.count(listed.count())));
        }
    }

    private static Words words(Language language) {
        return MessageBundles.get(Words.class, Localized.Literal.of(language.locale().getLanguage()));
    }

    private static DigestView view(DigestContent content, Language language, String link) {
        return new DigestView(language.locale().getLanguage(), link, content.merchant(), language.dayAndYear(content.date()),
                section(content.shortOrders(), language, o -> order(o, content.date(), language)),
                section(content.negative(), language, i -> item(i, content.date(), language)),
                section(content.newItems(), language, i -> item(i, content.date(), language)),
                section(content.continuingItems(), language, i -> item(i, content.date(), language)));
    }

    private static <T, V> Section<V> section(Listed<T> listed, Language language, Function<T, V> view) {
        return new Section<>(listed.shown().stream().map(view).toList(), listed.hidden() == 0 ? null : language.count(listed.hidden()));
    }

    private static ItemView item(Item item, LocalDate today, Language language) {
        return new ItemView(item.name(), item.sku(), item.location(), language.count(item.available()),
                item.threshold() == null ? null : language.number(item.threshold()), language.day(item.since(), today),
                reorder(item.reorders(), language), heldBy(item.heldBy(), language));
    }

    private static String reorder(List<Reorder> reorders, Language language) {
        Words words = words(language);
        return reorders.isEmpty() ? null : reorders.stream()
                .map(r -> words.reorderPart(language.number(r.units()), r.location())).collect(Collectors.joining(", "));
    }

    private static HeldByView heldBy(HeldBy heldBy, Language language) {
        return heldBy.orders().isEmpty() ? null : new HeldByView(heldBy.orders().stream()
                .map(h -> h.reference() + " (" + language.number(h.units()) + ")").collect(Collectors.joining(", ")),
                heldBy.orders().size() == 1 && !heldBy.others(), heldBy.others());
    }

    private static OrderView order(ShortOrder order, LocalDate today, Language language) {
        return new OrderView(order.reference(), order.channel(), language.day(order.since(), today), order.lines().stream()
                .map(l -> new MissingView(l.name(), l.sku(), language.count(l.missing()))).toList());
    }
}
