package io.hubplane.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The effects of a fault on a farm.
 *
 * @param fault the fault
 * @param findings what the clients have received and missed
 * @param reported what each node has reported lost, by scope
 * @param agreement when all nodes said about the farm what the clients know
 */
record Trial(Fault fault, Findings findings, Map<String, Map<Integer, Integer>> reported, Agreement agreement) {
    /** Within this time after a fault nodes must say what the clients know, in milliseconds. */
    private static final double SOON = 5_000;

    /** What all clients together send in a second: two messages each. */
    private static final int MESSAGES_PER_SECOND = 120;

    private static final Duration BEFORE = Duration.ofSeconds(2);

    /**
     * When nothing has come for this time, nothing more will come: a node waits less long for messages that it has
     * missed.
     */
    private static final Duration QUIET = Duration.ofMillis(3500);

    /** How long a report of a loss may take after that. */
    private static final Duration REPORT = Duration.ofSeconds(10);

    /**
     * Makes a fault happen, and audits its effects.
     *
     * @param after for how long clients continue to send when it is over
     */
    static Trial of(Fault fault, AuditedFarm farm, Duration after) {
        fault.prepare().accept(farm);
        AuditedClients clients = farm.clients();
        clients.awaitWhole();
        farm.begin();
        clients.speak(MESSAGES_PER_SECOND);
        clients.roam();
        pass(BEFORE);
        fault.begin().accept(farm);
        pass(fault.lasting());
        fault.end().accept(farm);
        double end = clients.now();
        clients.stay();
        clients.awaitWhole();
        Agreement agreement = Agreement.after(end, farm, after);
        clients.rest();
        clients.awaitQuiet(QUIET);
        Findings findings = Audit.of(clients.record(), end);
        return new Trial(fault, findings, awaitReports(findings, farm), agreement);
    }

    private static Map<String, Map<Integer, Integer>> awaitReports(Findings findings, AuditedFarm farm) {
        long deadline = System.nanoTime() + REPORT.toNanos();
        while (findings.silent(farm.reported()) > 0 && System.nanoTime() - deadline < 0) {
            pass(Duration.ofMillis(50));
        }
        return farm.reported();
    }

    /** Waits as long as a fault or a load lasts. */
    static void pass(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /**
     * Whatever fails, nothing is lost without a report, or on the sender's node, nothing comes twice or out of order,
     * everything is normal again, and every node soon says
     * about the farm what its clients know.
     */
    void assertAsPromised() {
        String all = fault + ": " + findings + ", reported " + reported;
        assertThat(silent()).as("lost and not reported: %s", all).isZero();
        assertThat(findings.doubled()).as("came twice: %s", all).isZero();
        assertThat(findings.disordered()).as("came out of order: %s", all).isZero();
        assertThat(findings.lostHere()).as("lost on the sender's node: %s", all).isZero();
        assertThat(findings.normalAfter()).as("normal again: %s", all).isFinite();
        assertThat(agreement.after())
                .as("what the nodes say is what clients know: %s, %s", fault, agreement.lastWrong())
                .isLessThanOrEqualTo(SOON);
    }

    /** How many losses between nodes were not reported. */
    int silent() {
        return findings.silent(reported);
    }

    /** How many losses the nodes have reported. */
    int reports() {
        return reported.values().stream()
                .flatMap(scopes -> scopes.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }
}
