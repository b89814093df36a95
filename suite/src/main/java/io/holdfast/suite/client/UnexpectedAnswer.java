package io.holdfast.suite.client;

/** A call that had to succeed did not. */
public final class UnexpectedAnswer extends RuntimeException {

    UnexpectedAnswer(Answer answer) {
        super(answer.explained());
    }
}
