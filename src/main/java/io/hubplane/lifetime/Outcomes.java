package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.Outcome;
import io.hubplane.transport.AnswerOutcome;

/** Converts outcomes between {@code transport} and {@code backplane}, which do not know each other. */
final class Outcomes {
    private Outcomes() {}

    static Outcome of(AnswerOutcome outcome) {
        return switch (outcome) {
            case WRITTEN -> Outcome.WRITTEN;
            case NOT_BEGUN -> Outcome.NOT_BEGUN;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    static AnswerOutcome of(Outcome outcome) {
        return switch (outcome) {
            case WRITTEN -> AnswerOutcome.WRITTEN;
            case NOT_BEGUN -> AnswerOutcome.NOT_BEGUN;
            case UNKNOWN -> AnswerOutcome.UNKNOWN;
        };
    }
}
