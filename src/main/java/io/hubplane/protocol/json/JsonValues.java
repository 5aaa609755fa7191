package io.hubplane.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.protocol.PayloadBinder;
import java.io.IOException;

/** How values that came as JSON become objects. Safe for any thread. */
record JsonValues(JsonFactory json, PayloadBinder binder) {
    JsonValues(ObjectMapper mapper) {
        this(mapper.getFactory(), new PayloadBinder(mapper));
    }

    JsonParser parser(byte[] value) throws IOException {
        return json.createParser(value);
    }
}
