package io.holdfast.suite.torture.fault;

/**
 * Something that goes wrong on purpose.
 *
 * @param id by which the user chooses it
 * @param does for a person
 * @param promise what holds nevertheless, beside what holds always
 * @param strike does it, lets it last, and heals it
 */
public record Fault(String id, String does, String promise, Strike strike) {

    /** The doing. */
    @FunctionalInterface
    public interface Strike {

        /** Returns when it is over and healed. */
        void on(Field field) throws Exception;
    }
}
