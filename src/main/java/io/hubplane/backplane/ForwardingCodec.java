package io.hubplane.backplane;

import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.ForwardedAnswerOutcome;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpAnswer;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.Outcome;
import io.hubplane.backplane.BackplaneMessage.PollRecall;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of forwarded requests and answers that follow the kind; {@link BackplaneCodec} shows the layout. Nodes with
 * an older layout omit the last items, and skip them when they read. Stateless.
 */
final class ForwardingCodec {
    private static final int REQUEST = 7;
    private static final int ANSWER = 8;
    private static final int OUTCOME = 11;
    private static final int RECALL = 12;

    /** How many items there are from the kind up to the stamp. */
    private static final int REQUEST_ITEMS = 11;

    private static final int ANSWER_ITEMS = 7;
    private static final int SHORT_ITEMS = 3;

    /** How many of these items older nodes write. */
    private static final int OLDER_REQUEST_ITEMS = 10;

    private static final int OLDER_ANSWER_ITEMS = 5;

    /** The outcomes, by their numbers. */
    private static final List<Outcome> OUTCOMES = List.of(Outcome.WRITTEN, Outcome.NOT_BEGUN, Outcome.UNKNOWN);

    private ForwardingCodec() {}

    /** Writes a message up to the stamp; false, and nothing is written, if this class does not know its kind. */
    static boolean write(MessagePackWriter writer, BackplaneMessage message) {
        if (message instanceof ForwardedHttpRequest request) {
            begin(writer, REQUEST, REQUEST_ITEMS);
            write(writer, request);
        } else if (message instanceof ForwardedHttpAnswer answer) {
            begin(writer, ANSWER, ANSWER_ITEMS);
            write(writer, answer);
        } else if (message instanceof ForwardedAnswerOutcome outcome) {
            begin(writer, OUTCOME, SHORT_ITEMS);
            writer.integer(outcome.id());
            writer.integer(OUTCOMES.indexOf(outcome.outcome()));
        } else if (message instanceof PollRecall recall) {
            begin(writer, RECALL, SHORT_ITEMS);
            writer.string(recall.node());
            writer.integer(recall.id());
        } else {
            return false;
        }
        return true;
    }

    private static void begin(MessagePackWriter writer, int kind, int items) {
        writer.array(items + BackplaneStamp.ITEMS);
        writer.integer(kind);
    }

    /** The length of the body in a message, in bytes. */
    static int lengthOf(BackplaneMessage message) {
        if (message instanceof ForwardedHttpRequest request) {
            return request.body().length;
        }
        return message instanceof ForwardedHttpAnswer answer ? answer.body().length : 0;
    }

    /**
     * Reads what follows the kind.
     *
     * @param items how many items the message has, including those of the stamp
     * @return the message, or null if this class does not know the kind
     */
    static @Nullable BackplaneMessage read(int kind, MessagePackReader reader, int items) {
        return switch (kind) {
            case REQUEST -> {
                MessageItems.require(items, OLDER_REQUEST_ITEMS, "ForwardedHttpRequest");
                yield readRequest(reader, items >= REQUEST_ITEMS + BackplaneStamp.ITEMS);
            }
            case ANSWER -> {
                MessageItems.require(items, OLDER_ANSWER_ITEMS, "ForwardedHttpAnswer");
                yield readAnswer(reader, items >= ANSWER_ITEMS + BackplaneStamp.ITEMS);
            }
            case OUTCOME -> {
                MessageItems.require(items, SHORT_ITEMS, "ForwardedAnswerOutcome");
                yield readOutcome(reader);
            }
            case RECALL -> {
                MessageItems.require(items, SHORT_ITEMS, "PollRecall");
                yield new PollRecall(reader.string(), reader.integer());
            }
            default -> null;
        };
    }

    private static void write(MessagePackWriter writer, ForwardedHttpRequest request) {
        writer.integer(request.id());
        writer.string(request.node());
        writer.string(request.method());
        writer.binary(request.connection());
        writer.nullableString(request.principal());
        TextArray.write(writer, request.roles());
        Instant expires = request.expires();
        writer.nullableString(expires == null ? null : expires.toString());
        writer.string(request.remoteAddress());
        writer.binary(request.body());
        writer.bool(request.confirms());
    }

    private static void write(MessagePackWriter writer, ForwardedHttpAnswer answer) {
        writer.integer(answer.id());
        writer.integer(answer.status());
        writer.string(answer.contentType());
        writer.binary(answer.body());
        Confirmation confirmation = answer.confirmation();
        writer.nullableString(confirmation == null ? null : confirmation.node());
        writer.integer(confirmation == null ? 0 : confirmation.id());
    }

    private static ForwardedHttpRequest readRequest(MessagePackReader reader, boolean whole) {
        return new ForwardedHttpRequest(
                reader.integer(),
                reader.string(),
                reader.string(),
                reader.binary(),
                reader.nullableString(),
                Set.copyOf(TextArray.read(reader)),
                readInstant(reader),
                reader.string(),
                reader.binary(),
                whole && reader.bool());
    }

    private static ForwardedHttpAnswer readAnswer(MessagePackReader reader, boolean whole) {
        return new ForwardedHttpAnswer(
                reader.integer(),
                reader.integer(),
                reader.string(),
                reader.binary(),
                whole ? readConfirmation(reader) : null);
    }

    private static @Nullable Confirmation readConfirmation(MessagePackReader reader) {
        String node = reader.nullableString();
        return node == null ? null : new Confirmation(node, reader.integer());
    }

    private static ForwardedAnswerOutcome readOutcome(MessagePackReader reader) {
        int id = reader.integer();
        int outcome = reader.integer();
        if (outcome < 0 || outcome >= OUTCOMES.size()) {
            throw new BackplaneException("Unknown outcome " + outcome + " in ForwardedAnswerOutcome array.");
        }
        return new ForwardedAnswerOutcome(id, OUTCOMES.get(outcome));
    }

    private static @Nullable Instant readInstant(MessagePackReader reader) {
        String text = reader.nullableString();
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BackplaneException("Expected an instant in forwarded request array.", e);
        }
    }
}
