package io.hubplane.backplane;

import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of hand-overs that follow the kind; {@link BackplaneCodec} shows the layout. Stateless. */
final class HandoverCodec {
    private static final int REQUEST = 20;
    private static final int ANSWER = 21;
    private static final int REQUEST_ITEMS = 6;
    private static final int ANSWER_ITEMS = 5;

    /** The steps, by their numbers. */
    private static final List<HandoverStep> STEPS = List.of(
            HandoverStep.ASK,
            HandoverStep.BEGIN,
            HandoverStep.COMMIT,
            HandoverStep.FORCE,
            HandoverStep.TAKEN,
            HandoverStep.VOID);

    /** The verdicts, by their numbers. */
    private static final List<HandoverVerdict> VERDICTS =
            List.of(HandoverVerdict.DONE, HandoverVerdict.AGAIN, HandoverVerdict.REFUSED, HandoverVerdict.OTHER_USER);

    private HandoverCodec() {}

    /** Writes a message up to the stamp; false, and nothing is written, if this class does not know its kind. */
    static boolean write(MessagePackWriter writer, BackplaneMessage message) {
        if (message instanceof HandoverRequest request) {
            writer.array(REQUEST_ITEMS + BackplaneStamp.ITEMS);
            writer.integer(REQUEST);
            writer.integer(request.id());
            writer.string(request.node());
            writer.integer(STEPS.indexOf(request.step()));
            writer.binary(request.connection());
            writer.nullableString(request.principal());
            return true;
        }
        if (message instanceof HandoverAnswer answer) {
            writer.array(ANSWER_ITEMS + BackplaneStamp.ITEMS);
            writer.integer(ANSWER);
            writer.integer(answer.id());
            writer.string(answer.node());
            writer.integer(VERDICTS.indexOf(answer.verdict()));
            writer.binary(answer.details());
            return true;
        }
        return false;
    }

    /** Reads what follows the kind; null if this class does not know the kind. */
    static @Nullable BackplaneMessage read(int kind, MessagePackReader reader, int items) {
        return switch (kind) {
            case REQUEST -> {
                MessageItems.require(items, REQUEST_ITEMS, "HandoverRequest");
                yield new HandoverRequest(
                        reader.integer(),
                        reader.string(),
                        one(STEPS, reader.integer(), "step"),
                        reader.binary(),
                        reader.nullableString());
            }
            case ANSWER -> {
                MessageItems.require(items, ANSWER_ITEMS, "HandoverAnswer");
                yield new HandoverAnswer(
                        reader.integer(), reader.string(), one(VERDICTS, reader.integer(), "verdict"), reader.binary());
            }
            default -> null;
        };
    }

    private static <T> T one(List<T> known, int number, String name) {
        if (number < 0 || number >= known.size()) {
            throw new BackplaneException("Unknown " + name + " " + number + " of a hand-over.");
        }
        return known.get(number);
    }
}
