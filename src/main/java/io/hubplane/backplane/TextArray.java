package io.hubplane.backplane;

import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An array of texts in what nodes send to each other. */
public final class TextArray {
    private TextArray() {}

    /** Writes texts, in their order. */
    public static void write(MessagePackWriter writer, Collection<String> texts) {
        writer.array(texts.size());
        texts.forEach(writer::string);
    }

    /**
     * Reads texts.
     *
     * @return a new list
     * @throws io.hubplane.protocol.ProtocolException if there is no array, or not of texts
     */
    public static List<String> read(MessagePackReader reader) {
        int count = reader.array();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(reader.string());
        }
        return texts;
    }
}
