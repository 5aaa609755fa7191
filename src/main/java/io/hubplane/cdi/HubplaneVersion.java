package io.hubplane.cdi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of Hubplane, which the build writes into a file beside this class. */
final class HubplaneVersion {
    static final String VERSION = read();

    private HubplaneVersion() {}

    private static String read() {
        try (InputStream file =
                Objects.requireNonNull(HubplaneVersion.class.getResourceAsStream("version.txt"), "version.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
