package io.hubplane.cluster.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.cluster.Standing;
import io.hubplane.cluster.presence.ClaimMessage.Claim;
import io.hubplane.cluster.presence.ClaimMessage.Verdict;
import io.hubplane.cluster.presence.OwnConnections.Resolution;
import io.hubplane.hub.cluster.Presence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * One connection of a lost node, in every order of the first steps that nodes may take; then everything arrives and time
 * passes. Messages between two nodes keep their order, and each may come as late as it likes.
 *
 * <p>In every order: at most one node finishes the connection; if no other node dies, exactly one does, and its own node
 * does not if it was asleep and another one has. A node that dies takes along what it was about to do.
 */
class OrphanClaimsOrdersTest {
    private static final int FIRST_STEPS = 7;
    private static final String OWNER = "owner";
    private static final String ID = "connection";
    private static final int FAIR_ROUNDS = 8;

    /** What differs between the farms that are tried. */
    private record Farm(Map<String, Set<String>> known, boolean returns, boolean dies) {}

    /** A farm from its beginning, with what has happened so far. */
    private static final class World {
        final Farm farm;
        final Map<String, OrphanClaims> nodes = new TreeMap<>();
        final Set<String> holdForLost = new TreeSet<>();
        final Set<String> dead = new TreeSet<>();
        final Map<String, Deque<Runnable>> network = new TreeMap<>();
        final List<String> finishedBy = new ArrayList<>();
        final Set<String> done = new TreeSet<>();
        final List<String> steps = new ArrayList<>();
        final OwnConnections own = new OwnConnections(OWNER, () -> standing());
        boolean awake;
        long now;

        World(Farm farm) {
            this.farm = farm;
            farm.known().keySet().forEach(node -> nodes.put(node, new OrphanClaims(node)));
        }

        private Standing standing() {
            return awake ? new Standing(true, 1, true) : new Standing(false, 0, false);
        }

        /** What may happen next, by name. */
        Map<String, Runnable> enabled() {
            Map<String, Runnable> enabled = new TreeMap<>();
            for (String node : nodes.keySet()) {
                if (dead.contains(node)) {
                    continue;
                }
                if (!awake) {
                    once(enabled, "lost at " + node, () -> lose(node));
                }
                if (holdForLost.contains(node)) {
                    once(enabled, "tick at " + node, () -> tick(node));
                }
                if (awake && holdForLost.contains(node)) {
                    once(enabled, "heard at " + node, () -> hear(node));
                }
            }
            if (farm.dies() && dead.isEmpty()) {
                once(enabled, "death of a", () -> dead.add("a"));
            }
            if (farm.returns() && !holdForLost.isEmpty()) {
                once(enabled, "return", this::awake);
            }
            if (!holdForLost.isEmpty()) {
                once(enabled, "time", () -> now += OrphanClaims.TURN);
            }
            network.forEach((way, messages) -> {
                if (!messages.isEmpty()) {
                    enabled.put("message " + way, () -> messages.remove().run());
                }
            });
            return enabled;
        }

        private void once(Map<String, Runnable> enabled, String name, Runnable action) {
            if (!done.contains(name)) {
                enabled.put(name, () -> {
                    done.add(name);
                    action.run();
                });
            }
        }

        private void send(String from, String to, Runnable arrival) {
            network.computeIfAbsent(from + " to " + to, key -> new ArrayDeque<>())
                    .add(() -> {
                        if (!dead.contains(to)) {
                            arrival.run();
                        }
                    });
        }

        private OrphanClaims at(String node) {
            return Objects.requireNonNull(nodes.get(node));
        }

        private void lose(String node) {
            holdForLost.add(node);
            at(node).lost(OWNER, List.of(new Presence("hub::", "", ID, OWNER, Optional.empty(), Map.of())), now);
        }

        /** The other nodes that a node holds for alive; it learns of a death at once. */
        private Set<String> others(String node) {
            Set<String> others =
                    new TreeSet<>(Objects.requireNonNull(farm.known().get(node)));
            others.removeAll(dead);
            return others;
        }

        private void tick(String node) {
            at(node).claim(others(node), now);
            begin(node, at(node).retain(others(node), now));
            at(node).open().forEach(round -> round.awaited().forEach(to -> claim(round.claim, to)));
        }

        private void claim(Claim claim, String to) {
            send(claim.node(), to, () -> {
                boolean ownerLives = !holdForLost.contains(to);
                Verdict verdict = at(to).claimed(claim, ownerLives, now);
                send(to, claim.node(), () -> answered(claim.node(), verdict));
            });
        }

        private void answered(String node, Verdict verdict) {
            if (node.equals(OWNER)) {
                resolve(own.answered(verdict));
            } else {
                begin(node, at(node).answered(verdict, now));
            }
        }

        private void begin(String node, List<Presence> connections) {
            connections.forEach(each -> finishedBy.add(node));
        }

        private void hear(String node) {
            holdForLost.remove(node);
            at(node).joined(OWNER);
        }

        private void awake() {
            awake = true;
            own.mayFinish(ID).thenAccept(may -> {
                if (may) {
                    finishedBy.add(OWNER);
                }
            });
            claimOwn();
        }

        private void claimOwn() {
            Set<String> others = new TreeSet<>(nodes.keySet());
            others.removeAll(dead);
            resolve(own.mustClaim() ? own.claim(List.of(ID), others) : own.retain(others));
            own.open().forEach(round -> round.awaited().forEach(to -> claim(round.claim, to)));
        }

        private void resolve(Resolution resolution) {
            resolution.tell();
        }

        void take(String step) {
            steps.add(step);
            Objects.requireNonNull(enabled().get(step)).run();
        }

        /** Everybody notices what there is to notice, all messages arrive, and time passes. */
        void settle() {
            for (int round = 0; round < FAIR_ROUNDS; round++) {
                for (String node : nodes.keySet()) {
                    if (!dead.contains(node) && !awake && !done.contains("lost at " + node)) {
                        done.add("lost at " + node);
                        lose(node);
                    } else if (!dead.contains(node) && awake && holdForLost.contains(node)) {
                        hear(node);
                    }
                }
                nodes.keySet().stream().filter(node -> !dead.contains(node)).forEach(this::tick);
                if (awake) {
                    claimOwn();
                }
                while (network.values().stream().anyMatch(messages -> !messages.isEmpty())) {
                    List.copyOf(network.values()).stream()
                            .filter(messages -> !messages.isEmpty())
                            .forEach(messages -> messages.remove().run());
                }
                now += OrphanClaims.TURN;
            }
        }
    }

    private int worlds;

    private void tryAll(Farm farm) {
        Deque<List<String>> prefixes = new ArrayDeque<>(List.of(List.of()));
        while (!prefixes.isEmpty()) {
            List<String> prefix = prefixes.removeLast();
            World world = new World(farm);
            prefix.forEach(world::take);
            Set<String> next = prefix.size() < FIRST_STEPS ? world.enabled().keySet() : Set.of();
            if (next.isEmpty()) {
                check(world);
            }
            for (String step : next) {
                List<String> longer = new ArrayList<>(prefix);
                longer.add(step);
                prefixes.add(longer);
            }
        }
    }

    private void check(World world) {
        worlds++;
        world.settle();
        assertThat(world.finishedBy)
                .as("finished by, after %s", world.steps)
                .hasSizeLessThanOrEqualTo(1)
                .hasSizeGreaterThanOrEqualTo(world.dead.isEmpty() ? 1 : 0);
    }

    private static final Map<String, Set<String>> TWO = Map.of("a", Set.of("b"), "b", Set.of("a"));

    @Test
    void ofTwoNodesOneFinishesTheConnection() {
        tryAll(new Farm(TWO, false, false));
        assertThat(worlds).isGreaterThan(100);
    }

    @Test
    void ofThreeNodesThatDoNotAllKnowEachOtherOneFinishesTheConnection() {
        tryAll(new Farm(Map.of("a", Set.of("b"), "b", Set.of("a", "c"), "c", Set.of("a", "b")), false, false));
        assertThat(worlds).isGreaterThan(1000);
    }

    @Test
    void aNodeThatWasAsleepAndTheOthersFinishItsConnectionOnce() {
        tryAll(new Farm(TWO, true, false));
        assertThat(worlds).isGreaterThan(1000);
    }

    @Test
    void atMostOneFinishesTheConnectionIfAnotherNodeDiesMeanwhile() {
        tryAll(new Farm(Map.of("a", Set.of("b", "c"), "b", Set.of("a", "c"), "c", Set.of("a", "b")), false, true));
        assertThat(worlds).isGreaterThan(1000);
    }

    @Test
    void atMostOneFinishesTheConnectionIfItsNodeWasAsleepAndAnotherOneDies() {
        tryAll(new Farm(TWO, true, true));
        assertThat(worlds).isGreaterThan(1000);
    }
}
