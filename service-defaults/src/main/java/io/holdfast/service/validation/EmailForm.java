package io.holdfast.service.validation;

import java.util.regex.Pattern;

/** What an e-mail address looks like: enough to catch a slip, and to keep line breaks out of a mail's headers. */
public final class EmailForm {

    private static final int LONGEST = 254;
    private static final Pattern FORM = Pattern.compile(
            "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+");
    private static final int LONGEST_LOCAL_PART = 64;

    private EmailForm() {}

    public static boolean holds(String address) {
        return address.length() <= LONGEST && address.lastIndexOf('@') <= LONGEST_LOCAL_PART && FORM.matcher(address).matches();
    }
}
