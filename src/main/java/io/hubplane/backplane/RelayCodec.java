package io.hubplane.backplane;

import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.Outcome;
import io.hubplane.backplane.BackplaneMessage.RelayAnswer;
import io.hubplane.backplane.BackplaneMessage.RelayOutcome;
import io.hubplane.backplane.BackplaneMessage.RelayRequest;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of relayed requests and answers that follow the kind; the layout is {@link BackplaneCodec}'s to show. Nodes of
 * an older layout leave the last ones out, and read over them. Stateless.
 */
final class RelayCodec {
    /** How many items a request and an answer have, without the kind. */
    static final int REQUEST_ITEMS = 10;

    static final int ANSWER_ITEMS = 6;

    /** How many of them older nodes write. */
    static final int OLDER_REQUEST_ITEMS = 9;

    static final int OLDER_ANSWER_ITEMS = 4;

    /** By their numbers. */
    private static final List<Outcome> OUTCOMES = List.of(Outcome.WRITTEN, Outcome.NOT_BEGUN, Outcome.UNKNOWN);

    private RelayCodec() {}

    static void write(MessagePackWriter writer, RelayRequest request) {
        writer.integer(request.id());
        writer.string(request.node());
        writer.string(request.method());
        writer.binary(request.connection());
        writer.nullableString(request.principal());
        writer.array(request.roles().size());
        request.roles().forEach(writer::string);
        Instant expires = request.expires();
        writer.nullableString(expires == null ? null : expires.toString());
        writer.string(request.remoteAddress());
        writer.binary(request.body());
        writer.bool(request.confirms());
    }

    static void write(MessagePackWriter writer, RelayAnswer answer) {
        writer.integer(answer.id());
        writer.integer(answer.status());
        writer.string(answer.contentType());
        writer.binary(answer.body());
        Confirmation confirmation = answer.confirmation();
        writer.nullableString(confirmation == null ? null : confirmation.node());
        writer.integer(confirmation == null ? 0 : confirmation.id());
    }

    static void write(MessagePackWriter writer, RelayOutcome outcome) {
        writer.integer(outcome.id());
        writer.integer(OUTCOMES.indexOf(outcome.outcome()));
    }

    /**
     * Reads a request.
     *
     * @param items how many items it has
     */
    static RelayRequest readRequest(MessagePackReader reader, int items) {
        return new RelayRequest(
                reader.integer(),
                reader.string(),
                reader.string(),
                reader.binary(),
                reader.nullableString(),
                readStrings(reader),
                readInstant(reader),
                reader.string(),
                reader.binary(),
                items >= REQUEST_ITEMS && reader.bool());
    }

    /**
     * Reads an answer.
     *
     * @param items how many items it has
     */
    static RelayAnswer readAnswer(MessagePackReader reader, int items) {
        return new RelayAnswer(
                reader.integer(),
                reader.integer(),
                reader.string(),
                reader.binary(),
                items >= ANSWER_ITEMS ? readConfirmation(reader) : null);
    }

    private static @Nullable Confirmation readConfirmation(MessagePackReader reader) {
        String node = reader.nullableString();
        return node == null ? null : new Confirmation(node, reader.integer());
    }

    static RelayOutcome readOutcome(MessagePackReader reader) {
        int id = reader.integer();
        int outcome = reader.integer();
        if (outcome < 0 || outcome >= OUTCOMES.size()) {
            throw new BackplaneException("Unknown outcome " + outcome + " in RelayOutcome array.");
        }
        return new RelayOutcome(id, OUTCOMES.get(outcome));
    }

    private static Set<String> readStrings(MessagePackReader reader) {
        int count = reader.array(); // read before the texts that it counts
        Set<String> strings = new HashSet<>();
        for (int i = 0; i < count; i++) {
            strings.add(reader.string());
        }
        return Set.copyOf(strings);
    }

    private static @Nullable Instant readInstant(MessagePackReader reader) {
        String text = reader.nullableString();
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BackplaneException("Expected an instant in relayed request array.", e);
        }
    }
}
