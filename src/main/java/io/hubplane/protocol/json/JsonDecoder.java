package io.hubplane.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.hubplane.protocol.ReceivedValues;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads received values, which are known to be JSON. Safe for any thread. */
final class JsonDecoder implements ReceivedValues.Decoder {
    private final JsonFactory json;

    JsonDecoder(JsonFactory json) {
        this.json = json;
    }

    @Override
    public JsonParser open(byte[] value) throws IOException {
        return json.createParser(value);
    }

    @Override
    public @Nullable Object @Nullable [] texts(byte[] array, int count) {
        JsonReader in = new JsonReader(array, 0, array.length);
        @Nullable Object[] texts = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            in.expect(i == 0 ? '[' : ',');
            if (in.peek() != '"') {
                return null;
            }
            texts[i] = in.string();
        }
        return texts;
    }
}
