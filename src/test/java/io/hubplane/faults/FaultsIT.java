package io.hubplane.faults;

import io.hubplane.fixture.BuildOutput;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails: no message is lost without a report, none comes twice or out of order, none is lost between clients
 * of one node, and soon everything works as before.
 *
 * <p>Takes less than a minute; {@code mvn verify -Pfaults} tests all faults at full length, and writes the table of
 * {@code reliability.md}. {@code -Dfaults.only} with a regular expression tests some of them and does not write the
 * page.
 */
@EnabledOnOs(OS.LINUX)
class FaultsIT {
    private static final boolean ALL = Boolean.getBoolean("faults.all");
    private static final Pattern ONLY = Pattern.compile(System.getProperty("faults.only", ""));

    private static final Duration AFTER = Duration.ofSeconds(ALL ? 8 : 2);

    private static final ReliabilityTable TABLE = new ReliabilityTable("One Redis");
    private static AuditedFarm farm;

    @BeforeAll
    static void start() {
        farm = AuditedFarm.ofOneRedis();
    }

    @AfterAll
    static void stop() {
        TABLE.write(farm.log());
        if (ALL && ONLY.pattern().isEmpty()) {
            TABLE.writeInto(BuildOutput.project().resolve("src/site/markdown/reliability.md"));
        }
        farm.close();
    }

    static Stream<Fault> faults() {
        List<Fault> faults = ALL ? Faults.all() : Faults.quick();
        return faults.stream().filter(fault -> ONLY.matcher(fault.name()).find());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostInSilenceOrComesTwiceOrOutOfOrder(Fault fault) {
        Trial trial = Trial.of(fault, farm, AFTER);
        TABLE.add(trial);
        trial.assertAsPromised();
    }
}
