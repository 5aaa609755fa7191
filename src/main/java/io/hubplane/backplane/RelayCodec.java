package io.hubplane.backplane;

import io.hubplane.backplane.BackplaneMessage.RelayAnswer;
import io.hubplane.backplane.BackplaneMessage.RelayRequest;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of relayed requests and answers that follow the kind; the layout is {@link BackplaneCodec}'s to show.
 * Stateless.
 */
final class RelayCodec {
    /** How many items a request and an answer have, without the kind. */
    static final int REQUEST_ITEMS = 9;

    static final int ANSWER_ITEMS = 4;

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
    }

    static void write(MessagePackWriter writer, RelayAnswer answer) {
        writer.integer(answer.id());
        writer.integer(answer.status());
        writer.string(answer.contentType());
        writer.binary(answer.body());
    }

    static RelayRequest readRequest(MessagePackReader reader) {
        return new RelayRequest(
                reader.integer(),
                reader.string(),
                reader.string(),
                reader.binary(),
                reader.nullableString(),
                readStrings(reader),
                readInstant(reader),
                reader.string(),
                reader.binary());
    }

    static RelayAnswer readAnswer(MessagePackReader reader) {
        return new RelayAnswer(reader.integer(), reader.integer(), reader.string(), reader.binary());
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
