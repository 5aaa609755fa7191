package io.hubplane.cluster;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.Heartbeat;
import io.hubplane.hub.cluster.ClusterNode;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.RepeatedWarning;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * This node's membership of the farm: it says about once a second that it lives, hears what others say, and says when it
 * leaves. What that means is decided by {@link NodeRegistry}.
 *
 * <p>Life cycle: {@link #start}, {@link #close}. Safe for any thread; only {@code close} waits, for a moment. If nodes do
 * nothing for each other ({@link Backplane#carriesCommands}), or there are no others, this node says nothing, and
 * lists only itself. Signs of life cost one message a second and node, whatever else is sent.
 */
public final class Membership implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(Membership.class.getName());

    /** How long the last sign of life may take to leave, in milliseconds. */
    private static final long FAREWELL = 500;

    private final Backplane backplane;
    private final Heartbeat heartbeat;
    private final NodeRegistry registry;
    private final NodeNews news;
    private final LongConsumer beat = this::beat;
    private final boolean takesPart;
    private volatile LongSupplier presences = () -> 0;
    private final AtomicBoolean left = new AtomicBoolean();
    private final RepeatedWarning malformed = new RepeatedWarning(LOGGER, "A sign of life could not be read");
    private final RepeatedWarning copies = new RepeatedWarning(LOGGER, "Two processes are the same node");

    /**
     * Makes the membership of a node that has not started.
     *
     * @param backplane carries the signs of life
     * @param name the node's name
     * @param version the version of Hubplane
     * @param startedAt now, for people
     * @param heartbeat ticks once a second
     * @param observer is told who joins and who goes; must not throw
     */
    public Membership(
            Backplane backplane,
            String name,
            String version,
            Instant startedAt,
            Heartbeat heartbeat,
            HubObserver observer) {
        this.backplane = backplane;
        this.heartbeat = heartbeat;
        this.registry = new NodeRegistry(
                backplane.nodeId(), name, version, startedAt, heartbeat.ticker().getAsLong());
        this.news = new NodeNews(registry, observer);
        this.takesPart = backplane.reachesOthers() && backplane.carriesCommands();
    }

    /** Begins to hear and to be heard. */
    public void start() {
        if (takesPart) {
            backplane.subscribe(Scope.heartbeats(), (scope, message) -> received(message));
            heartbeat.add(beat);
            say(false);
        }
    }

    private void beat(long now) {
        registry.tick(now);
        news.tell();
        say(false);
        news.beat();
    }

    /** What cannot be published need not be: the next sign follows, and others notice its absence. */
    private CompletionStage<Void> say(boolean leaves) {
        if (left.get() && !leaves) {
            return CompletableFuture.completedFuture(null);
        }
        SignOfLife sign = registry.sign(ThreadLocalRandom.current().nextLong(), leaves, presences.getAsLong());
        return backplane.publish(Scope.heartbeats(), sign.encode());
    }

    private void received(byte[] message) {
        SignOfLife sign;
        try {
            sign = SignOfLife.decode(message);
        } catch (RuntimeException e) {
            malformed.warn(e);
            return;
        }
        NodeRegistry.Meaning meaning = registry.heard(sign, heartbeat.ticker().getAsLong());
        if (meaning == NodeRegistry.Meaning.COPY) {
            copies.warn(new IllegalStateException("A sign of life has the id of this node, '" + sign.node()
                    + "', but this node has not sent it. A copy of this process runs elsewhere, for example from a"
                    + " snapshot of a virtual machine: start one of them again"));
        }
        news.tell();
        if (meaning == NodeRegistry.Meaning.TAKEN && !sign.node().equals(backplane.nodeId())) {
            news.heard(sign);
        }
    }

    /**
     * Sets what this node tells about who is present on it.
     *
     * @param changesSoFar how many changes of who is present there have been here
     */
    public void tellsPresences(LongSupplier changesSoFar) {
        presences = changesSoFar;
    }

    /**
     * Adds a listener; it does not hear of what happened before.
     *
     * @param listener the listener
     */
    public void listen(NodeListener listener) {
        news.listen(listener);
    }

    NodeRegistry registry() {
        return registry;
    }

    /**
     * Whether this node tells others that it lives, and hears them.
     *
     * @return always the same
     */
    public boolean takesPart() {
        return takesPart;
    }

    /**
     * What this node may believe of what the others believe of it.
     *
     * @return what holds now
     */
    public Standing standing() {
        return takesPart
                ? registry.standing(heartbeat.ticker().getAsLong())
                : new Standing(true, 0, !backplane.reachesOthers());
    }

    /**
     * The ids of the other nodes that are not gone.
     *
     * @return their ids
     */
    public Set<String> others() {
        return registry.others();
    }

    /**
     * The clock of this node.
     *
     * @return a clock in nanoseconds
     */
    public LongSupplier ticker() {
        return heartbeat.ticker();
    }

    /** Whether there is no other node than those that are listed. */
    boolean knowsAll() {
        return !backplane.reachesOthers() || (takesPart && registry.knowsAll());
    }

    /** Why there may be other nodes, in words for texts. */
    String ignorance() {
        return takesPart
                ? "this node has not heard the others for long enough; ask again in a few seconds"
                : "nodes do nothing for each other, because hubplane.backplane.secret is not set; set it to the same text"
                        + " on all nodes";
    }

    /**
     * All nodes that are not gone, as this node knows them. Does not ask anybody.
     *
     * @return the nodes, this one included, by name and then by id
     */
    public List<ClusterNode> nodes() {
        return registry.nodes();
    }

    /** Says that this node leaves, and says and hears nothing more. */
    @Override
    public void close() {
        if (takesPart && left.compareAndSet(false, true)) {
            heartbeat.remove(beat);
            try {
                say(true).toCompletableFuture().get(FAREWELL, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOGGER.log(Level.DEBUG, "Others will notice by its silence that this node has left", e);
            }
            backplane.unsubscribe(Scope.heartbeats());
        }
    }
}
