package io.hubplane.backplane;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Byte vectors in files. Each has a name, further words, and bytes as pairs of hexadecimal digits. */
public final class Vectors {
    private Vectors() {}

    /** The bytes of each name in a file of this package. */
    public static Map<String, byte[]> read(String file) {
        Map<String, byte[]> vectors = new LinkedHashMap<>();
        for (List<String> words : lines(file)) {
            String digits =
                    words.stream().filter(word -> word.matches("[0-9a-f]{2}")).collect(joining());
            vectors.put(words.get(0), HexFormat.of().parseHex(digits));
        }
        return vectors;
    }

    /** The second word of each name. */
    static Map<String, Scope.Kind> kinds(String file) {
        Map<String, Scope.Kind> kinds = new LinkedHashMap<>();
        lines(file).forEach(words -> kinds.put(words.get(0), Scope.Kind.valueOf(words.get(1))));
        return kinds;
    }

    private static List<List<String>> lines(String file) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split(" +")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
