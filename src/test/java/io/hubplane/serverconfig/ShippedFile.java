package io.hubplane.serverconfig;

import io.hubplane.fixture.BuildOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files of {@code server-config}. */
public final class ShippedFile {
    private ShippedFile() {}

    static Path of(String name) {
        return BuildOutput.project().resolve("server-config").resolve(name);
    }

    /** A copy of a file with some texts replaced; the file must contain all of them. */
    public static Path copy(String name, Path directory, Map<String, String> replacements) {
        String text = read(name);
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            if (!text.contains(replacement.getKey())) {
                throw new AssertionError("No " + replacement.getKey() + " in server-config/" + name);
            }
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        try {
            return Files.writeString(directory.resolve(of(name).getFileName()), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String name) {
        try {
            return Files.readString(of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
