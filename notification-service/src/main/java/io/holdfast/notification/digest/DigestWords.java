package io.holdfast.notification.digest;

import io.holdfast.notification.digest.Digest.Rendered;
import io.holdfast.notification.digest.DigestContent.Item;
import io.holdfast.notification.digest.DigestContent.Listed;
import io.holdfast.notification.digest.DigestContent.ShortOrder;
import io.holdfast.notification.digest.DigestView.Count;
import io.holdfast.notification.digest.DigestView.ItemView;
import io.holdfast.notification.digest.DigestView.MissingView;
import io.holdfast.notification.digest.DigestView.OrderView;
import io.holdfast.notification.digest.DigestView.Section;
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

/** Puts a digest into words. The same content and language always give the same words. */
@ApplicationScoped
class DigestWords {

    /** The two forms of the mail; their files stand in {@code templates/}. */
    @CheckedTemplate(basePath = "")
    static class Forms {
        static native TemplateInstance digestHtml(DigestView digest);

        static native TemplateInstance digestText(DigestView digest);
    }

    Rendered render(DigestContent content, Locale wish) {
        Language language = Language.of(wish);
        DigestView view = view(content, language);
        return new Rendered(subject(content, language), in(language, Forms.digestHtml(view)), in(language, Forms.digestText(view)));
    }

    private static String in(Language language, TemplateInstance form) {
        return form.setLocale(language.locale()).render();
    }

    private static String subject(DigestContent content, Language language) {
        Words words = MessageBundles.get(Words.class, Localized.Literal.of(language.locale().getLanguage()));
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

    private static DigestView view(DigestContent content, Language language) {
        return new DigestView(language.locale().getLanguage(), content.merchant(), language.dayAndYear(content.date()),
                section(content.shortOrders(), language, o -> order(o, content.date(), language)),
                section(content.negative(), language, i -> item(i, content.date(), language)),
                section(content.newItems(), language, i -> item(i, content.date(), language)),
                section(content.continuingItems(), language, i -> item(i, content.date(), language)));
    }

    private static <T, V> Section<V> section(Listed<T> listed, Language language, Function<T, V> view) {
        return new Section<>(listed.shown().stream().map(view).toList(), listed.hidden() == 0 ? null : language.count(listed.hidden()));
    }

    private static ItemView item(Item item, LocalDate today, Language language) {
        return new ItemView(item.name(), item.sku(), language.count(item.available()),
                item.threshold() == null ? null : language.number(item.threshold()), language.day(item.since(), today));
    }

    private static OrderView order(ShortOrder order, LocalDate today, Language language) {
        return new OrderView(order.reference(), order.channel(), language.day(order.since(), today), order.lines().stream()
                .map(l -> new MissingView(l.name(), l.sku(), language.count(l.missing()))).toList());
    }
}
