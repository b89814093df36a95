package io.holdfast.service.validation;

import io.holdfast.service.Limits;
import java.util.regex.Pattern;

/**
 * What an e-mail address looks like: enough to catch a slip, and to keep line breaks out of a mail's headers.
 * ASCII only, because a mail server need not take more.
 */
public final class EmailForm {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
            + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final int LONGEST_LOCAL_PART = 64;

    private EmailForm() {}

    public static boolean holds(String address) {
        return address.length() <= Limits.EMAIL_CHARACTERS && address.lastIndexOf('@') <= LONGEST_LOCAL_PART
                && FORM.matcher(address).matches();
    }
}
