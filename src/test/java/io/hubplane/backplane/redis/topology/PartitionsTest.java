package io.hubplane.backplane.redis.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.util.JedisClusterCRC16;

class PartitionsTest {
    private static final int SLOTS = 16_384;
    private static final int NAMES = 12_000;

    private static Map<Integer, Integer> perMaster(int masters) {
        Partitions partitions = Partitions.of(12);
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int i = 0; i < partitions.count(); i++) {
            counts.merge(partitions.slot(i) * masters / SLOTS, 1, Integer::sum);
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 12})
    void mastersWithRangesOfEqualLengthHaveAsMany(int masters) {
        assertThat(perMaster(masters)).hasSize(masters).containsValue(12 / masters);
        assertThat(perMaster(masters).values()).containsOnly(12 / masters);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 128})
    void channelsOfAPartitionAreInItsSlotWhateverTheirNames(int count) {
        Partitions partitions = Partitions.of(count);
        for (int i = 0; i < count; i++) {
            assertThat(JedisClusterCRC16.getSlot(partitions.tag(i) + "{prefix}chat:group:{x}"))
                    .isEqualTo(partitions.slot(i));
        }
    }

    /** Nodes of different versions must agree. */
    @Test
    void tagsAndPartitionsStayTheSame() {
        Partitions partitions = Partitions.of(12);
        assertThat(partitions.tag(0)).isEqualTo("{0/12-61}");
        assertThat(partitions.tag(11)).isEqualTo("{11/12-43}");
        assertThat(partitions.of("ALL", "chat", "")).isEqualTo(9);
        assertThat(partitions.of("GROUP", "chat", "lobby")).isEqualTo(0);
    }

    @Test
    void similarNamesAreSpreadEvenly() {
        Partitions partitions = Partitions.of(12);
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int i = 0; i < NAMES; i++) {
            counts.merge(partitions.of("GROUP", "chat", "room " + i), 1, Integer::sum);
        }
        assertThat(counts).hasSize(12);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(900, 1100));
    }

    @Test
    void whatIsNotDividedHasOnePartitionWithoutATag() {
        assertThat(Partitions.UNDIVIDED.count()).isOne();
        assertThat(Partitions.UNDIVIDED.tag(0)).isEmpty();
        assertThat(Partitions.UNDIVIDED.of("GROUP", "chat", "lobby")).isZero();
    }
}
