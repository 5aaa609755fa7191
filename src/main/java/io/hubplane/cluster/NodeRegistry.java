package io.hubplane.cluster;

import io.hubplane.hub.cluster.ClusterNode;
import io.hubplane.hub.cluster.ClusterNode.State;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows which nodes live, by their signs of life. Does no input or output. Safe for any thread: each method sees and
 * leaves a consistent state, and {@link #nextChange} returns each change once, in the order in which they happened.
 *
 * <p>A node is lost when this one has heard nothing of it for {@link #SILENCE} of the time in which it heard itself.
 * After a time in which it did not, everybody gets {@link #GRACE} more, since others may need longer to come back. A
 * node that was lost and is heard again, because it was only asleep, has joined again. Nothing is decided by the clock of
 * another machine.
 */
final class NodeRegistry {
    /**
     * Three signs of life may be lost or late, by a pause of the garbage collector for example. With the second between
     * ticks, a node that dies is noticed within 4.5 s.
     */
    static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(3500);

    /** By how much others may come back later than this node: a connection attempt takes 2 s at most by default. */
    static final long GRACE = TimeUnit.MILLISECONDS.toNanos(2500);

    /** For how long a node must have heard without an interruption to know all others, each of which is heard once a second. */
    static final long ACQUAINTED = TimeUnit.SECONDS.toNanos(2);

    /** More nodes than a farm has; more are not listed. */
    static final int MOST = 512;

    /**
     * For how long after a sign of life was sent nobody holds its node for lost: shorter than the silence after which others
     * do, so that what was checked a moment ago is still so.
     */
    static final long LEASE = SILENCE - TimeUnit.MILLISECONDS.toNanos(500);

    private static final int OWN_NONCES = 8;

    private final String nodeId;
    private final String name;
    private final String version;
    private final long startedAt;
    private final HearingClock clock;
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final DepartedNodes departed = new DepartedNodes();
    private final Deque<OwnSign> own = new ArrayDeque<>();
    private final Deque<NodeChange> changes = new ArrayDeque<>();
    private long count;
    private long lastTick;
    /** Until when nobody holds this node for lost; null if nobody has heard it. */
    private @Nullable Long heardUntil;

    private long lapses;

    /** A sign of life of this node: its nonce, and not after it was sent. */
    private record OwnSign(long nonce, long at) {}

    /** Another node. */
    private static final class Peer {
        SignOfLife last;
        /** When it was heard last, by the clock of hearing. */
        long heardAt;

        Peer(SignOfLife last) {
            this.last = last;
        }

        NodeChange change(NodeChange.Kind kind) {
            return new NodeChange(last.node(), last.name(), kind);
        }

        ClusterNode listed(State state) {
            return new ClusterNode(
                    last.node(), last.name(), last.version(), Instant.ofEpochMilli(last.startedAt()), state);
        }
    }

    /** What a sign of life means. */
    enum Meaning {
        /** It is news, perhaps with a change. */
        TAKEN,
        /** It is older than another one of its node, and is ignored. */
        OLD,
        /** It has this node's id, but this node has not sent it. */
        COPY,
        /** There is no room for another node. */
        FULL
    }

    NodeRegistry(String nodeId, String name, String version, Instant startedAt, long now) {
        this.nodeId = nodeId;
        this.name = name;
        this.version = version;
        this.startedAt = startedAt.toEpochMilli();
        this.clock = new HearingClock(now);
        this.lastTick = now;
    }

    /**
     * This node's next sign of life.
     *
     * @param nonce a random number
     */
    synchronized SignOfLife sign(long nonce, boolean leaves, long presences) {
        if (own.size() == OWN_NONCES) {
            own.remove();
        }
        own.add(new OwnSign(nonce, lastTick));
        return new SignOfLife(nodeId, ++count, nonce, leaves, name, version, startedAt, presences);
    }

    /** A sign of life was heard, this node's own or another's. */
    synchronized Meaning heard(SignOfLife sign, long now) {
        if (sign.node().equals(nodeId)) {
            return heardOwn(sign);
        }
        Peer peer = peers.get(sign.node());
        if (peer == null ? departed.isOld(sign) : sign.count() <= peer.last.count()) {
            return Meaning.OLD;
        }
        if (sign.leaves()) {
            departed.add(sign.node(), sign.count());
            if (peer != null) {
                peers.remove(sign.node());
                changes.add(peer.change(NodeChange.Kind.LEFT));
            }
            return Meaning.TAKEN;
        }
        if (peer != null) {
            peer.last = sign;
            peer.heardAt = clock.at(now);
            return Meaning.TAKEN;
        }
        if (peers.size() >= MOST) {
            return Meaning.FULL;
        }
        departed.remove(sign.node());
        Peer added = new Peer(sign);
        added.heardAt = clock.at(now);
        peers.put(sign.node(), added);
        changes.add(added.change(NodeChange.Kind.JOINED));
        return Meaning.TAKEN;
    }

    private Meaning heardOwn(SignOfLife sign) {
        for (OwnSign sent : own) {
            if (sent.nonce() == sign.nonce()) {
                clock.echo();
                renew(sent.at());
                return Meaning.TAKEN;
            }
        }
        return Meaning.COPY;
    }

    /** Others have heard a sign that was sent at a time, since this node has. */
    private void renew(long sentAt) {
        Long until = heardUntil;
        if (until != null && sentAt - until > 0) {
            lapses++;
        }
        heardUntil = sentAt + LEASE; // signs come in order
    }

    /** What this node may believe of what the others believe of it. */
    synchronized Standing standing(long now) {
        Long until = heardUntil;
        return new Standing(until == null || now - until < 0, lapses, knowsAll());
    }

    /** A second is over: who was silent for too long is lost. */
    synchronized void tick(long now) {
        lastTick = now;
        boolean begins = clock.tick(now);
        long grace = clock.hearsAgain() ? GRACE : 0;
        long heard = clock.at(now);
        for (Iterator<Peer> each = peers.values().iterator(); each.hasNext(); ) {
            Peer peer = each.next();
            if (begins) {
                peer.heardAt = Math.max(peer.heardAt, heard) + grace;
            } else if (clock.isHearing() && heard - peer.heardAt >= SILENCE) {
                each.remove();
                departed.add(peer.last.node(), peer.last.count());
                changes.add(peer.change(NodeChange.Kind.LOST));
            }
        }
    }

    /** The next change that nobody has been told of; null if there is none. */
    synchronized @Nullable NodeChange nextChange() {
        return changes.poll();
    }

    /** All nodes that are not gone, this one included, by name and then by id. */
    synchronized List<ClusterNode> nodes() {
        State others = clock.isHearing() ? State.ALIVE : State.UNKNOWN;
        List<ClusterNode> nodes = new ArrayList<>();
        nodes.add(new ClusterNode(nodeId, name, version, Instant.ofEpochMilli(startedAt), State.ALIVE));
        peers.values().forEach(peer -> nodes.add(peer.listed(others)));
        nodes.sort(Comparator.comparing(ClusterNode::name).thenComparing(ClusterNode::id));
        return nodes;
    }

    /** The ids of the other nodes that are not gone. */
    synchronized Set<String> others() {
        return peers.keySet().stream().collect(Collectors.toUnmodifiableSet());
    }

    /** Whether another node is listed. */
    synchronized boolean contains(String node) {
        return peers.containsKey(node);
    }

    /** Whether a node has left or was lost lately, and has not come back. */
    synchronized boolean hasGone(String node) {
        return departed.contains(node);
    }

    /** Whether a node that is not listed is not there: this one hears, and has heard for long enough to know all. */
    synchronized boolean knowsAll() {
        return clock.uninterrupted() >= ACQUAINTED;
    }

    /** Whether a node of that name is listed besides one; two nodes should not have the same name. */
    synchronized boolean hasNamesake(String node, String ofName) {
        return (!node.equals(nodeId) && name.equals(ofName))
                || peers.values().stream()
                        .anyMatch(peer -> !peer.last.node().equals(node)
                                && peer.last.name().equals(ofName));
    }
}
