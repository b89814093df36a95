package io.holdfast.suite.torture.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether what clients were told and what is there can both be true. Each finding is a sentence for a person. */
public final class Check {

    private static final int MOST_OF_A_KIND = 5;

    private final List<String> findings = new ArrayList<>();

    private Check() {}

    /** Everything that can't be; empty if all promises were kept. */
    public static List<String> of(Collection<Wish> wishes, Truth truth) {
        Check check = new Check();
        wishes.forEach(check::toldTheSame);
        check.add(OrdersCheck.of(wishes, truth));
        check.add(UnitsCheck.of(wishes, truth));
        return List.copyOf(check.findings);
    }

    private void toldTheSame(Wish wish) {
        if (wish.said().size() > 1) {
            findings.add(wish + " was asked again and answered otherwise: " + wish.said());
        }
    }

    private void add(List<String> more) {
        findings.addAll(more);
    }

    /** Many findings of one kind are told by the first few and their number. */
    public static List<String> shortened(List<String> all) {
        if (all.size() <= MOST_OF_A_KIND) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, MOST_OF_A_KIND));
        some.add("… and " + (all.size() - MOST_OF_A_KIND) + " more");
        return some;
    }
}
