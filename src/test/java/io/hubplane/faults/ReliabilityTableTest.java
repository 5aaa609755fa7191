package io.hubplane.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReliabilityTableTest {
    private static final String BEGIN = "<!-- Cluster: figures, written by mvn verify -Pfaults, from here -->";
    private static final String END = "<!-- to here. -->";

    private static ReliabilityTable table(String redis) {
        Findings found = new Findings(61_000, Map.of("b", Map.of(0, 5, 1, 2)), 1, 2, 3, 4000, 50.4, 1060.6, 700, 300);
        ReliabilityTable table = new ReliabilityTable(redis);
        table.add(
                new Trial(Fault.sudden("cut", farm -> {}), found, Map.of("b", Map.of(0, 6)), new Agreement(1234, "")));
        return table;
    }

    @Test
    void tableTakesThePlaceOfTheOneInThePage() {
        assertThat(table("Cluster").replaced(List.of("other", END, "before", BEGIN, "old", "older", END, "after")))
                .startsWith("other", END, "before", BEGIN, "")
                .contains("| cut | 61,000 | 7 (6) | 1 | 2 | 3 | 4,000 | 50, 1,061 | 700 | 300 | 1,234 |")
                .doesNotContain("old", "older")
                .endsWith("", END, "after");
    }

    @Test
    void pageWithoutAPlaceForTheTableIsRefused() {
        assertThatThrownBy(() -> table("Cluster").replaced(List.of(END, BEGIN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(BEGIN);
    }

    @Test
    void thePageHasAPlaceForEach() throws IOException {
        List<String> page = Files.readAllLines(Path.of("src/site/markdown/reliability.md"));
        for (String redis : List.of("One Redis", "Sentinel", "Cluster")) {
            assertThat(table(redis).replaced(page))
                    .contains("| cut | 61,000 | 7 (6) | 1 | 2 | 3 | 4,000 | 50, 1,061 | 700 | 300 | 1,234 |");
        }
    }
}
