package io.hubplane.faults;

import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.Gate;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** All faults that are tested. */
final class Faults {
    /**
     * Longer than the limit for a subscriber while that is low, so that Redis cuts off every node that should receive
     * it.
     */
    private static final int LARGE = 48 * 1024;

    private static final String LOW_LIMIT = "pubsub 32kb 32kb 0";
    private static final String USUAL_LIMIT = "pubsub 32mb 8mb 60";

    private Faults() {}

    /** The faults that take little time. */
    static List<Fault> quick() {
        return List.of(
                Fault.sudden("subscribed connections killed", killing(ClientType.PUBSUB)),
                Fault.sudden("publishing connections killed", killing(ClientType.NORMAL)),
                pause(Duration.ofSeconds(1)),
                redisRestart(Duration.ofSeconds(1)));
    }

    /** All faults, at full length. */
    static List<Fault> all() {
        return List.of(
                Fault.sudden("subscribed connections killed", killing(ClientType.PUBSUB)),
                Fault.sudden("publishing connections killed", killing(ClientType.NORMAL)),
                unsteady(6, Duration.ofMillis(500)),
                redisRestart(Duration.ofSeconds(3)),
                redisRestart(Duration.ofSeconds(10)),
                redisStop(Duration.ofSeconds(5)),
                pause(Duration.ofSeconds(3)),
                silence("from", StallingLink::up),
                silence("to", StallingLink::down),
                cut(Duration.ofSeconds(3)),
                replica(Duration.ofSeconds(8)),
                outputBufferLimit(Duration.ofSeconds(3)),
                nodeStop(Duration.ofSeconds(20)),
                nodeStop(Duration.ofSeconds(45)),
                nodeEnd("killed", ChildProcess::kill),
                nodeEnd("shut down", ChildProcess::close),
                rollingRestart("both nodes are restarted, one after the other"),
                rollingRestart("the same, behind a balancer").after(AuditedFarm::balance));
    }

    private static Consumer<AuditedFarm> killing(ClientType type) {
        return farm -> farm.redis(
                redis -> redis.clientKill(new ClientKillParams().type(type).skipMe(ClientKillParams.SkipMe.YES)));
    }

    private static Fault unsteady(int times, Duration between) {
        return Fault.sudden(
                "all connections killed " + times + " times in " + seconds(between.multipliedBy(times)), farm -> {
                    for (int i = 0; i < times; i++) {
                        killing(ClientType.PUBSUB).accept(farm);
                        killing(ClientType.NORMAL).accept(farm);
                        Trial.pass(between);
                    }
                });
    }

    private static Fault redisRestart(Duration away) {
        return new Fault(
                "Redis restarted, away for " + seconds(away),
                away,
                farm -> farm.redis().stop(),
                farm -> farm.redis().restart());
    }

    private static Fault redisStop(Duration time) {
        return new Fault(
                "Redis stands still for " + seconds(time) + " (SIGSTOP)",
                time,
                farm -> farm.redis().suspend(),
                farm -> farm.redis().resume());
    }

    private static Fault pause(Duration time) {
        return new Fault(
                "Redis serves nobody for " + seconds(time) + " (CLIENT PAUSE)",
                time,
                farm -> farm.redis(redis -> redis.clientPause(time.toMillis(), ClientPauseMode.ALL)),
                farm -> {});
    }

    private static Fault silence(String direction, Function<StallingLink, Gate> gate) {
        Duration time = Duration.ofSeconds(15);
        return new Fault(
                "one node's network: nothing " + direction + " it for " + seconds(time),
                time,
                farm -> gate.apply(farm.link()).close(),
                farm -> gate.apply(farm.link()).open());
    }

    private static Fault cut(Duration time) {
        return new Fault(
                "one node's network: broken for " + seconds(time),
                time,
                farm -> farm.link().cut(),
                farm -> farm.link().mend());
    }

    /** The replica of a Redis that does not exist: nothing is copied, but writes are refused. */
    private static Fault replica(Duration time) {
        return new Fault(
                "Redis is a read-only replica for " + seconds(time),
                time,
                farm -> farm.redis(redis -> redis.replicaof("127.0.0.1", farm.deadPort())),
                farm -> farm.redis(Jedis::replicaofNoOne));
    }

    private static Fault outputBufferLimit(Duration time) {
        return new Fault(
                "messages beyond Redis's limit for subscribers for " + seconds(time),
                time,
                farm -> {
                    farm.redis(redis -> redis.configSet("client-output-buffer-limit", LOW_LIMIT));
                    farm.clients().pad(LARGE);
                },
                farm -> {
                    farm.clients().pad(0);
                    farm.redis(redis -> redis.configSet("client-output-buffer-limit", USUAL_LIMIT));
                });
    }

    private static Fault nodeStop(Duration time) {
        return new Fault(
                "a node stands still for " + seconds(time) + " (SIGSTOP)",
                time,
                farm -> farm.second().process().suspend(),
                farm -> farm.second().process().resume());
    }

    private static Fault nodeEnd(String how, Consumer<ChildProcess> end) {
        return new Fault(
                "a node is " + how + " and started again",
                Duration.ZERO,
                farm -> end.accept(farm.second().process()),
                farm -> farm.second().restart());
    }

    private static Fault rollingRestart(String name) {
        return Fault.sudden(name, farm -> {
            farm.first().restart();
            farm.clients().awaitWhole();
            farm.second().restart();
        });
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }
}
