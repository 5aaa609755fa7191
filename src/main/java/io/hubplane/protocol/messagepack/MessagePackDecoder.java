package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackType;
import io.hubplane.protocol.ReceivedValues;
import org.jspecify.annotations.Nullable;

/** Reads received values, which are known to be MessagePack. Safe for any thread. */
final class MessagePackDecoder implements ReceivedValues.Decoder {
    private final ObjectMapper mapper;

    MessagePackDecoder(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public JsonParser open(byte[] value) {
        return new MessagePackParser(value, mapper);
    }

    @Override
    public @Nullable Object @Nullable [] texts(byte[] array, int count) {
        MessagePackReader in = new MessagePackReader(array);
        in.array();
        @Nullable Object[] texts = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            if (in.type() != MessagePackType.STRING) {
                return null;
            }
            texts[i] = in.string();
        }
        return texts;
    }
}
