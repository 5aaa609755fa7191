package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.Outcome;
import io.hubplane.transport.AnswerOutcome;

/** What became of an answer, for those who write it and for other nodes; neither floor knows the other. */
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
