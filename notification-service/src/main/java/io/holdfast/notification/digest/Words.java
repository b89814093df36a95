package io.holdfast.notification.digest;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The digest's words. English stands here, French in {@code messages/msg_fr.properties}. */
@MessageBundle
public interface Words {

    @Message("Stock: {parts}")
    String subject(String parts);

    @Message("{n} {#if one}order{#else}orders{/if} not covered")
    String shortOrdersPart(String n, boolean one);

    @Message("{n} below zero")
    String negativePart(String n);

    @Message("{n} {#if one}item{#else}items{/if} newly low")
    String newPart(String n, boolean one);

    @Message("{n} still low")
    String continuingPart(String n);

    @Message("Stock on {date}")
    String title(String date);

    @Message("Orders that could not be covered")
    String shortOrders();

    @Message("Sold below zero")
    String negative();

    @Message("Newly below the threshold")
    String newItems();

    @Message("Still below the threshold")
    String continuingItems();

    @Message("since {day}")
    String since(String day);

    @Message("{n} {#if one}unit{#else}units{/if} available")
    String available(String n, boolean one);

    @Message("threshold {n}")
    String threshold(String n);

    @Message("To reorder: {parts}")
    String reorder(String parts);

    @Message("{n} for {location}")
    String reorderPart(String n, String location);

    @Message("Held by {#if one}order{#else}orders{/if} {parts}{#if others} and others{/if}")
    String heldBy(String parts, boolean one, boolean others);

    @Message("{n} {#if one}unit{#else}units{/if} missing")
    String missing(String n, boolean one);

    @Message("and {n} {#if one}other{#else}others{/if}")
    String more(String n, boolean one);

    @Message("See the whole list")
    String wholeList();

    @Message("Unsubscribe")
    String unsubscribe();

    @Message("Nothing is below its threshold.")
    String nothing();

    @Message("Holdfast sends this e-mail once a day, and only when there is something to tell.")
    String footer();
}
