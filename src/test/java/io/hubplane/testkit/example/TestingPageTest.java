package io.hubplane.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.observe.BackplaneStatistics;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.HubStatistics;
import io.hubplane.observe.NodeStatistics;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Checks that the code in {@code testing.md} and {@code observation.md} is the code that is compiled and tested here.
 */
class TestingPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCES = Path.of("src/test/java/io/hubplane/testkit/example");

    private static List<String> examples(String page) throws IOException {
        String text = Files.readString(Path.of("src/site/markdown", page));
        return EXAMPLE.matcher(text).results().map(result -> result.group(1)).toList();
    }

    @Test
    void pageShowsTheExampleAsItIs() throws IOException {
        List<String> examples = examples("testing.md");

        assertThat(examples).hasSize(2);
        assertThat(Files.readString(SOURCES.resolve("AuctionHub.java"))).endsWith(examples.get(0));
        assertThat(Files.readString(SOURCES.resolve("AuctionHubTest.java"))).endsWith(examples.get(1));
    }

    @Test
    void pageShowsHowAnAuctionIsWatchedAsItIs() throws IOException {
        List<String> examples = examples("observation.md");

        assertThat(examples).hasSize(2);
        assertThat(Files.readString(SOURCES.resolve("SlowCalls.java"))).endsWith(examples.get(0));
        assertThat(Files.readString(SOURCES.resolve("AuctionHealth.java"))).endsWith(examples.get(1));
    }

    @Test
    void pageNamesEveryEventAndEveryFigure() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/observation.md"));

        for (Method event : HubObserver.class.getMethods()) {
            assertThat(page).contains("`" + event.getName() + "`");
        }
        for (Class<?> figures : List.of(NodeStatistics.class, HubStatistics.class, BackplaneStatistics.class)) {
            for (RecordComponent figure : figures.getRecordComponents()) {
                assertThat(page).containsPattern("[`.]" + figure.getName() + "\\b");
            }
        }
    }
}
