package io.holdfast.stock.book;

/** A fact was edited between the look that found out what to lock and the locks: nothing is stored, and looking again is all it takes. */
public final class LostRace extends RuntimeException {

    LostRace(String what) {
        super(what, null, false, false);
    }
}
