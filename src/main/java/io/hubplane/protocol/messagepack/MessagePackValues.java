package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.protocol.PayloadBinder;

/** How values that came as MessagePack become objects. Safe for any thread. */
record MessagePackValues(ObjectMapper mapper, PayloadBinder binder) {
    MessagePackValues(ObjectMapper mapper) {
        this(mapper, new PayloadBinder(mapper));
    }

    JsonParser parser(byte[] value) {
        return new MessagePackParser(value, mapper);
    }
}
