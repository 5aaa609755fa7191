package io.hubplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.ClusterEnvelope;
import io.hubplane.cluster.ClusterMessage.Answer;
import io.hubplane.cluster.ClusterMessage.Question;
import io.hubplane.cluster.ClusterMessage.Subject;
import io.hubplane.hub.cluster.ClusterPage;
import io.hubplane.protocol.MessagePackWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How lists are cut, carried and put together. */
class PagesTest {
    private static List<ClusterEntry> entries(String... keys) {
        return Arrays.stream(keys).map(key -> ClusterEntry.of(key, 1)).toList();
    }

    private static Answer answer(boolean more, String... keys) {
        return new Answer(1, "n", keys.length, more, entries(keys));
    }

    private static ClusterPage<String> merge(int limit, Answer... answers) {
        return Pages.merge(List.of(answers), limit, found -> found.entry().key() + found.count());
    }

    @Test
    void keysOfAllNodesAreInOrderAndCounted() {
        assertThat(merge(10, answer(false, "b", "c"), answer(false, "a", "c")))
                .isEqualTo(new ClusterPage<>(List.of("a1", "b1", "c2"), Optional.empty()));
    }

    @Test
    void pageEndsWhereANodeHasNotSaidEverything() {
        assertThat(merge(10, answer(true, "b", "d"), answer(false, "a", "c", "e")))
                .isEqualTo(new ClusterPage<>(List.of("a1", "b1", "c1", "d1"), Optional.of("d")));
    }

    @Test
    void pageHasNoMoreThanItsLimit() {
        assertThat(merge(2, answer(false, "b", "d"), answer(false, "a")))
                .isEqualTo(new ClusterPage<>(List.of("a1", "b1"), Optional.of("b")));
    }

    @Test
    void nothingIsTheLastPage() {
        assertThat(merge(2, answer(false))).isEqualTo(new ClusterPage<>(List.of(), Optional.empty()));
    }

    private static PageCollector<String> collector(String after, int limit, String... keys) {
        PageCollector<String> page = new PageCollector<>(after, limit);
        for (String key : keys) {
            page.offer(key, key);
        }
        return page;
    }

    @Test
    void collectorKeepsTheFirstKeysAfterAnother() {
        PageCollector<String> page = collector("b", 2, "f", "c", "a", "e", "b", "d");
        List<ClusterEntry> taken = page.entries(key -> ClusterEntry.of(key, 1));
        assertThat(taken).isEqualTo(entries("c", "d"));
        assertThat(page.hasMore(taken.size())).isTrue();
        assertThat(page.offered()).isEqualTo(6);
    }

    @Test
    void collectorKnowsWhenThatIsAll() {
        PageCollector<String> page = collector("", 2, "b", "a");
        assertThat(page.entries(key -> ClusterEntry.of(key, 1))).isEqualTo(entries("a", "b"));
        assertThat(page.hasMore(2)).isFalse();
    }

    @Test
    void answerIsBoundedInBytesButHasAnEntry() {
        String large = "x".repeat(PageCollector.BYTES / 6);
        PageCollector<String> page = collector("", 10, "a" + large, "b" + large, "c" + large);
        List<ClusterEntry> taken = page.entries(key -> ClusterEntry.of(key, 1));
        assertThat(taken).hasSize(1);
        assertThat(page.hasMore(1)).isTrue();
        PageCollector<String> huge = collector("", 10, "x".repeat(PageCollector.BYTES));
        assertThat(huge.entries(key -> ClusterEntry.of(key, 1))).hasSize(1);
    }

    @Test
    void messagesSurviveTheirEncoding() {
        Question question = new Question(7, "node", "hub", Subject.DISCONNECT_USER, "eve", "because", 0);
        assertThat(ClusterMessage.decode(question.encode())).isEqualTo(question);
        Answer answer = new Answer(
                7,
                "node",
                1L << 40,
                true,
                List.of(new ClusterEntry("id", 1, "eve", "WebSockets", "json"), ClusterEntry.of("g", 3)));
        assertThat(ClusterMessage.decode(answer.encode())).isEqualTo(answer);
    }

    @Test
    void whatIsNeitherQuestionNorAnswerIsRefused() {
        MessagePackWriter writer = new MessagePackWriter(8);
        writer.array(1);
        writer.integer(3);
        for (byte[] wrong : List.of(
                new byte[0],
                ClusterEnvelope.close(writer.toByteArray()),
                new Question(1, "n", "h", Subject.USERS, "", "", 1001).encode(),
                new Question(1, "n", "h", Subject.USERS, "", "", -1).encode())) {
            assertThatThrownBy(() -> ClusterMessage.decode(wrong)).isInstanceOf(BackplaneException.class);
        }
    }
}
