package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.HandoverStep;
import io.hubplane.backplane.HandoverVerdict;
import io.hubplane.concurrent.Stages;
import io.hubplane.connection.HandoverHost;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.TokenDigest;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.transport.RequestInfo;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection of another node, step by step, once its client has sent something over its new transport: that
 * node closes its transport and names the groups, this one has the backplane bring what is for the connection, and a
 * moment later that node hands it over. What has come in the meantime, and has not reached the connection there, follows.
 *
 * <p>While this node is behind, it goes no step further: a message that the connection has got there would still come
 * here, or one that has passed here would not have reached it there.
 *
 * <p>If anything fails or takes too long, the client is let go, finds no connection here, and connects anew.
 *
 * <p>Safe for any thread. The steps come one after another; a step ends with the question to the other node.
 */
final class ArrivingConnection {
    /**
     * How long the client's calls may take to end, and lost messages to be fetched again, in nanoseconds; a tenth of what
     * a client waits for its server.
     */
    private static final long CALLS = TimeUnit.SECONDS.toNanos(3);

    /** How long all may take, in nanoseconds. */
    private static final long ALL = TimeUnit.SECONDS.toNanos(10);

    /** Where those that are on their way are known. */
    interface Desk {
        /** Captures for a connection what comes from now on. */
        void begin(ArrivingConnection connection);

        /** The connection is here, or will not come. */
        void end(ArrivingConnection connection);

        /** A connection could not be taken; its client finds none here for a while, and connects anew. */
        void refuse(TokenDigest token, String why);
    }

    private final Desk desk;
    private final HandoverQuestions questions;
    private final Residence residence;
    private final HandoverHost host;
    private final HandoverGate gate;
    private final String home;
    private final String token;
    private final TokenDigest digest;
    private final RequestInfo request;
    private final Capture capture;
    private final ArrivingTransport transport;
    private volatile long began;
    /** Whether the other node has been asked for the connection, and may hand it over. */
    private boolean asked;

    private boolean over;

    ArrivingConnection(
            Desk desk,
            HandoverQuestions questions,
            Residence residence,
            HandoverHost host,
            HandoverGate gate,
            String home,
            String token,
            RequestInfo request) {
        this.desk = desk;
        this.questions = questions;
        this.residence = residence;
        this.host = host;
        this.gate = gate;
        this.home = home;
        this.token = token;
        this.digest = TokenDigest.of(token);
        this.request = request;
        this.capture = new Capture(residence.services().hub(), home);
        this.transport = new ArrivingTransport(host, token, request, this::begin, this::left);
    }

    /** The connection as the client's transport sees it. */
    ArrivingTransport transport() {
        return transport;
    }

    /** What comes for it in the meantime. */
    Capture capture() {
        return capture;
    }

    /** The client has sent something. */
    private void begin() {
        began = questions.now();
        gate.begin();
        desk.begin(this);
        questions.ask(home, HandoverStep.BEGIN, digest, request, this::begun);
    }

    private void begun(@Nullable HandoverAnswer answer) {
        if (answer == null || answer.verdict() != HandoverVerdict.DONE) {
            fail("it was refused");
        } else if (questions.isBehind()) {
            await(CALLS, () -> begun(answer));
        } else {
            prepare(answer);
        }
    }

    /** Looks again later whether this node is still behind. */
    private void await(long most, Runnable step) {
        if (questions.now() - began > most) {
            fail("messages that were lost are still being fetched again");
        } else {
            host.later(step);
        }
    }

    /** Has the backplane bring what is for the connection, and asks for it a moment after that. */
    private void prepare(HandoverAnswer answer) {
        HandoverPlan latest;
        try {
            latest = HandoverPlan.decode(answer.details());
        } catch (ProtocolException e) {
            fail("its plan cannot be read");
            return;
        }
        CompletionStage<Void> live;
        synchronized (this) {
            if (over) {
                return;
            }
            boolean first = capture.plan() == null;
            live = residence.reserveGroups(capture.plan(latest));
            if (first) {
                live = Stages.all(List.of(live, residence.reserve(home), residence.reserveUser(latest.user())));
            }
        }
        live.whenComplete((nothing, failure) -> {
            if (failure == null) {
                host.later(this::commit);
            } else {
                fail("its messages do not come here");
            }
        });
    }

    private void commit() {
        long passed = questions.now() - began;
        if (passed > ALL) {
            fail("it took too long");
            return;
        }
        if (questions.isBehind() || !gate.isSettled()) {
            await(CALLS, this::commit);
            return;
        }
        HandoverStep step = passed > CALLS ? HandoverStep.FORCE : HandoverStep.COMMIT;
        gate.step(() -> ask(step));
    }

    /** Called while nothing is delivered. */
    private void ask(HandoverStep step) {
        synchronized (this) {
            if (over) {
                return;
            }
            asked = true;
        }
        // What this node sends from here on reaches the other one after the question, so not the connection there.
        capture.captureFromHere();
        questions.ask(home, step, digest, request, this::committed);
    }

    private void committed(@Nullable HandoverAnswer answer) {
        if (answer != null && answer.verdict() == HandoverVerdict.AGAIN) {
            capture.dropFromHere();
            synchronized (this) {
                asked = false;
            }
            prepare(answer);
        } else if (answer == null || answer.verdict() != HandoverVerdict.DONE) {
            fail("it was refused at last");
        } else {
            capture.stateCame();
            take(answer);
        }
    }

    private void take(HandoverAnswer answer) {
        if (questions.isBehind()) {
            await(ALL, () -> take(answer)); // what the connection has not got there is captured when it comes
            return;
        }
        HandoverState state;
        try {
            state = residence.read(answer.details());
        } catch (ProtocolException | BackplaneException | IllegalArgumentException e) {
            fail("its state cannot be read: " + e.getMessage());
            return;
        }
        HubConnection[] here = new HubConnection[1];
        gate.step(() -> here[0] = settle(state, answer.node()));
        HubConnection connection = here[0];
        if (connection == null) {
            fail("there is no room for it");
            return;
        }
        questions.taken(answer.node(), digest);
        leaveDesk(false);
        transport.goOn(host.side(connection));
    }

    /** Makes the connection one of this node. Called while nothing is delivered. */
    private synchronized @Nullable HubConnection settle(HandoverState state, String from) {
        HubConnection connection = over ? null : host.adopt(token, request, state.handover());
        if (connection != null) {
            over = true;
            residence.enter(connection, state);
            capture.end(state, from).forEach(message -> residence.deliver(connection, message));
        }
        return connection;
    }

    /** The client has gone before its connection came. A connection that may be on its way awaits it here. */
    private void left() {
        synchronized (this) {
            if (asked) {
                return;
            }
        }
        fail("the client has gone");
    }

    private void fail(String why) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            capture.end();
        }
        desk.refuse(digest, why);
        leaveDesk(true);
        transport.end();
    }

    /** Gives back what was reserved; the connection has its own share by now, if it has come. */
    private void leaveDesk(boolean alone) {
        desk.end(this);
        gate.end();
        HandoverPlan known = capture.plan();
        if (known != null) {
            residence.releaseGroups(capture.groups());
            residence.releaseUser(known.user());
            if (alone) {
                residence.release(home);
            }
        }
    }

    void beat(long now) {
        if (capture.isFull()) {
            fail("too many messages came for it");
        } else if (now - began > 2 * ALL) {
            fail("it took too long");
        }
    }
}
