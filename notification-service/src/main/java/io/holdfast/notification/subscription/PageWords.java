package io.holdfast.notification.subscription;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages behind a mail's links. English stands here, French in {@code messages/page_fr.properties}. */
@MessageBundle("page")
public interface PageWords {

    @Message("Stock e-mail")
    String title();

    @Message("{address} gets the daily stock e-mail of {merchant}.")
    String on(String address, String merchant);

    @Message("{address} no longer gets the daily stock e-mail of {merchant}.")
    String off(String address, String merchant);

    @Message("{merchant} does not send the daily stock e-mail to {address}.")
    String notAddressed(String address, String merchant);

    @Message("Unsubscribe")
    String unsubscribe();

    @Message("Subscribe again")
    String subscribe();

    @Message("This link does not work")
    String brokenTitle();

    @Message("It belongs to no e-mail that was sent, or it was cut on its way. The link of a newer e-mail will work.")
    String broken();
}
