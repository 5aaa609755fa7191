package io.hubplane.lifetime.handover;

import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * What an application keeps with a connection, as a MessagePack map. Every value comes out with the type that it had:
 * text, boolean, {@code Integer}, {@code Double}, or {@code Long}, which is in an array of its own.
 */
final class PortableItems {
    private PortableItems() {}

    static void write(MessagePackWriter writer, Map<String, Object> items) {
        writer.map(items.size());
        items.forEach((key, value) -> {
            writer.string(key);
            write(writer, value);
        });
    }

    private static void write(MessagePackWriter writer, Object item) {
        if (item instanceof String text) {
            writer.string(text);
        } else if (item instanceof Boolean truth) {
            writer.bool(truth);
        } else if (item instanceof Double number) {
            writer.float64(number);
        } else if (item instanceof Integer number) {
            writer.integer(number);
        } else if (item instanceof Long number) {
            writer.array(1);
            writer.integer(number);
        } else {
            throw new IllegalArgumentException(
                    "An item of type " + item.getClass().getName() + " cannot be moved");
        }
    }

    static Map<String, Object> read(MessagePackReader reader) {
        Map<String, Object> items = new HashMap<>();
        for (int left = reader.map(); left > 0; left--) {
            items.put(reader.string(), readItem(reader));
        }
        return items;
    }

    private static Object readItem(MessagePackReader reader) {
        return switch (reader.type()) {
            case STRING -> reader.string();
            case BOOLEAN -> reader.bool();
            case FLOATING_POINT -> reader.floatingPoint();
            case ARRAY -> reader.array() == 1 ? reader.longInteger() : 0L;
            default -> reader.integer();
        };
    }
}
