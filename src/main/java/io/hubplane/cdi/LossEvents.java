package io.hubplane.cdi;

import io.hubplane.backplane.LostMessages;
import io.hubplane.backplane.Scope;
import io.hubplane.concurrent.SerialLoop;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.hub.cluster.AnnouncesLostMessages;
import io.hubplane.hub.cluster.MessagesLost;
import io.hubplane.hub.cluster.MessagesLost.Receivers;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.RepeatedWarning;
import io.hubplane.protocol.HubMessage;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application, and the clients of hubs that want it, which messages of other nodes were lost. What is lost while
 * others are told is added up, so an outage that leaves gaps everywhere takes bounded memory. Safe for any thread; those
 * that report losses do not wait.
 */
final class LossEvents {
    /** How many channels with losses, by node, may wait: as much as takes a second to tell. Others are dropped. */
    static final int MOST = 1_000;

    private final HubObserver observer;
    private final Event<MessagesLost> event;
    private final boolean isObserved;
    private final Map<Loss, Long> waiting = new LinkedHashMap<>();
    private final SerialLoop loop;
    private final RepeatedWarning failures =
            new RepeatedWarning(System.getLogger(LossEvents.class.getName()), "An observer of MessagesLost failed");

    private record Loss(HubLifetimeManager hub, @Nullable String method, Scope scope, String node) {}

    LossEvents(BeanManager beans, HubObserver observer, Executor work) {
        this.observer = observer;
        this.event = beans.getEvent().select(MessagesLost.class);
        this.isObserved = !beans.resolveObserverMethods(new MessagesLost("", "", Receivers.ALL, "", 0))
                .isEmpty();
        this.loop = new SerialLoop(work, this::tellNext);
    }

    /** Tells what a hub loses, if anybody wants to know; called before the node starts. */
    void follow(HubDescriptor hub, HubLifetimeManager lifetime) {
        AnnouncesLostMessages announces = hub.hubClass().getAnnotation(AnnouncesLostMessages.class);
        if (isObserved || announces != null) {
            String method = announces == null ? null : announces.value();
            lifetime.whenLost(lost -> noticed(new Loss(lifetime, method, lost.scope(), lost.node()), lost));
        }
    }

    private void noticed(Loss loss, LostMessages lost) {
        if (receivers(loss.scope().kind()) == null) {
            return;
        }
        boolean full;
        synchronized (waiting) {
            full = waiting.size() >= MOST && !waiting.containsKey(loss);
            if (!full) {
                waiting.merge(loss, lost.count(), Long::sum);
            }
        }
        if (full) {
            observer.limitReached(loss.scope().hub(), "waiting-loss-events");
        }
        loop.wakeElsewhere();
    }

    private static @Nullable Receivers receivers(Scope.Kind kind) {
        return switch (kind) {
            case ALL -> Receivers.ALL;
            case GROUP -> Receivers.GROUP;
            case USER -> Receivers.USER;
            case NODE, CONNECTION -> Receivers.CONNECTIONS;
            case GROUP_COMMANDS, ACKNOWLEDGEMENTS, CLIENT_RESULTS, HEARTBEATS, CLUSTER, PRESENCE -> null;
        };
    }

    private boolean tellNext() {
        Map.Entry<Loss, Long> next;
        synchronized (waiting) {
            Iterator<Map.Entry<Loss, Long>> first = waiting.entrySet().iterator();
            if (!first.hasNext()) {
                return false;
            }
            Map.Entry<Loss, Long> oldest = first.next();
            next = Map.entry(oldest.getKey(), oldest.getValue());
            first.remove();
        }
        tell(next.getKey(), next.getValue());
        return true;
    }

    private void tell(Loss loss, long count) {
        Scope scope = loss.scope();
        Receivers receivers = receivers(scope.kind());
        if (receivers == null) {
            return;
        }
        String name = scope.kind() == Scope.Kind.NODE ? "" : scope.name();
        MessagesLost lost = new MessagesLost(scope.hub(), loss.node(), receivers, name, count);
        try {
            event.fire(lost);
        } catch (RuntimeException e) {
            failures.warn(e);
        }
        if (loss.method() != null) {
            loss.hub().sendHere(recipients(scope), announcement(loss.method(), lost));
        }
    }

    /** Which clients have missed something, or may have. */
    private static Recipients recipients(Scope scope) {
        return switch (scope.kind()) {
            case GROUP -> Recipients.group(scope.name());
            case USER -> Recipients.user(scope.name());
            case CONNECTION -> Recipients.connection(scope.name());
            default -> Recipients.ALL;
        };
    }

    private static HubMessage.Invocation announcement(String method, MessagesLost lost) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("node", lost.node());
        told.put("receivers", lost.receivers().name().toLowerCase(Locale.ROOT));
        told.put("name", lost.name());
        told.put("count", lost.count());
        return HubMessage.Invocation.of(method, told);
    }
}
