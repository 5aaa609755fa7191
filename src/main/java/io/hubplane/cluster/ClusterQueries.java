package io.hubplane.cluster;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.Scope;
import io.hubplane.cluster.ClusterMessage.Answer;
import io.hubplane.cluster.ClusterMessage.Question;
import io.hubplane.connection.Heartbeat;
import io.hubplane.hub.cluster.ClusterClients;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.RepeatedWarning;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Asks other nodes about their clients, and answers what they ask. Costs nothing as long as nobody asks.
 *
 * <p>Life cycle: {@link #start}, {@link #close}. Safe for any thread; no method waits.
 */
public final class ClusterQueries implements AutoCloseable {
    private final Backplane backplane;
    private final Membership membership;
    private final Heartbeat heartbeat;
    private final Map<String, HubLifetimeManager> hubs;
    private final Executor work;
    private final LocalAnswers answers;
    private final Questions questions;
    private final QuestionInbox inbox;
    private final LongConsumer beat;
    private final RepeatedWarning malformed = new RepeatedWarning(
            System.getLogger(ClusterQueries.class.getName()), "A message of another node could not be read");

    /**
     * Makes the queries of a node.
     *
     * @param backplane carries questions and answers
     * @param membership knows whom to ask
     * @param heartbeat ticks once a second
     * @param hubs the hubs of the node, by their names
     * @param work looks through what is on this node, for milliseconds
     * @param outcomes runs what applications do with the answers
     * @param observer is told about limits; must not throw
     */
    public ClusterQueries(
            Backplane backplane,
            Membership membership,
            Heartbeat heartbeat,
            Map<String, HubLifetimeManager> hubs,
            Executor work,
            Executor outcomes,
            HubObserver observer) {
        this.backplane = backplane;
        this.membership = membership;
        this.heartbeat = heartbeat;
        this.hubs = Map.copyOf(hubs);
        this.work = work;
        this.answers = new LocalAnswers(
                backplane.nodeId(),
                hubs.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, hub -> hub.getValue().local())));
        this.questions = new Questions(backplane, heartbeat.ticker(), outcomes);
        this.inbox = new QuestionInbox(backplane, answers, observer, work);
        this.beat = questions::tick;
    }

    /** Begins to answer. */
    public void start() {
        if (membership.takesPart()) {
            backplane.subscribe(Scope.cluster(backplane.nodeId()), (scope, message) -> received(message));
            membership.listen(this::changed);
            heartbeat.add(beat);
        }
    }

    private void changed(NodeChange change) {
        if (change.kind() != NodeChange.Kind.JOINED) {
            questions.gone(change.node());
        }
    }

    private void received(byte[] message) {
        ClusterMessage decoded;
        try {
            decoded = ClusterMessage.decode(message);
        } catch (RuntimeException e) {
            malformed.warn(e);
            return;
        }
        if (decoded instanceof Question question) {
            inbox.received(question);
        } else if (decoded instanceof Answer answer) {
            questions.received(answer);
        }
    }

    /**
     * The clients of a hub on all nodes.
     *
     * @param hub the hub's name
     * @return the clients
     */
    public ClusterClients clients(String hub) {
        HubLifetimeManager here = Objects.requireNonNull(hubs.get(hub), hub);
        return new AskedClients(new HubQuestions(hub, here, membership, answers, questions, work));
    }

    @Override
    public void close() {
        if (membership.takesPart()) {
            heartbeat.remove(beat);
            backplane.unsubscribe(Scope.cluster(backplane.nodeId()));
        }
        questions.close();
    }
}
