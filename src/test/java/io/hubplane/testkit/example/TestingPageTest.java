package io.hubplane.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code testing.md} to what is compiled and tested here. */
class TestingPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/test/java/io/hubplane/testkit/example");

    @Test
    void pageShowsTheExampleAsItIs() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/testing.md"));
        List<String> examples =
                EXAMPLE.matcher(page).results().map(result -> result.group(1)).toList();

        assertThat(examples).hasSize(2);
        assertThat(Files.readString(SOURCES.resolve("AuctionHub.java"))).endsWith(examples.get(0));
        assertThat(Files.readString(SOURCES.resolve("AuctionHubTest.java"))).endsWith(examples.get(1));
    }
}
