package io.hubplane.cdi;

import io.hubplane.cluster.presence.PresenceListener;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.hub.cluster.AnnouncesPresence;
import io.hubplane.hub.cluster.GroupOccupancy;
import io.hubplane.hub.cluster.Joined;
import io.hubplane.hub.cluster.Left;
import io.hubplane.hub.cluster.Occupied;
import io.hubplane.hub.cluster.Orphaned;
import io.hubplane.hub.cluster.OrphanedConnection;
import io.hubplane.hub.cluster.Presence;
import io.hubplane.hub.cluster.Vacated;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.RepeatedWarning;
import io.hubplane.protocol.HubMessage;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.AnnotationLiteral;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the observers, the application and, where a hub wants it, the members of groups who is present. */
final class PresenceEvents implements PresenceListener {
    private final HubObserver observer;
    private final Event<Presence> joined;
    private final Event<Presence> left;
    private final Event<GroupOccupancy> occupied;
    private final Event<GroupOccupancy> vacated;
    private final Event<OrphanedConnection> orphaned;
    private final Map<String, Announcing> announcing = new HashMap<>();
    private final RepeatedWarning failures = new RepeatedWarning(
            System.getLogger(PresenceEvents.class.getName()),
            "An observer of @Joined, @Left, @Occupied, @Vacated or @Orphaned failed");

    private record Announcing(HubLifetimeManager hub, AnnouncesPresence methods) {}

    PresenceEvents(BeanManager beans, HubObserver observer) {
        this.observer = observer;
        this.joined = beans.getEvent().select(Presence.class, new JoinedLiteral());
        this.left = beans.getEvent().select(Presence.class, new LeftLiteral());
        this.occupied = beans.getEvent().select(GroupOccupancy.class, new OccupiedLiteral());
        this.vacated = beans.getEvent().select(GroupOccupancy.class, new VacatedLiteral());
        this.orphaned = beans.getEvent().select(OrphanedConnection.class, new OrphanedLiteral());
    }

    @Override
    public void occupied(String hub, String group) {
        fire(occupied, new GroupOccupancy(hub, group));
    }

    @Override
    public void vacated(String hub, String group) {
        fire(vacated, new GroupOccupancy(hub, group));
    }

    @Override
    public void orphaned(OrphanedConnection connection) {
        fire(orphaned, connection);
    }

    /** Announces what happens in a hub if it wants that; called before the node starts. */
    void announce(HubDescriptor hub, HubLifetimeManager lifetime) {
        AnnouncesPresence methods = hub.hubClass().getAnnotation(AnnouncesPresence.class);
        if (methods != null) {
            announcing.put(hub.name(), new Announcing(lifetime, methods));
        }
    }

    @Override
    public void joined(Presence presence) {
        observer.presenceJoined(presence.hub(), presence.group(), presence.connectionId(), presence.node());
        fire(joined, presence);
        Announcing hub = announcing.get(presence.hub());
        announce(hub, hub == null ? "" : hub.methods().joined(), presence);
    }

    @Override
    public void left(Presence presence) {
        observer.presenceLeft(presence.hub(), presence.group(), presence.connectionId(), presence.node());
        fire(left, presence);
        Announcing hub = announcing.get(presence.hub());
        announce(hub, hub == null ? "" : hub.methods().left(), presence);
    }

    private <T> void fire(Event<T> event, T happened) {
        try {
            event.fire(happened);
        } catch (RuntimeException e) {
            failures.warn(e);
        }
    }

    private static void announce(@Nullable Announcing hub, String method, Presence presence) {
        if (hub != null && !presence.group().isEmpty()) {
            HubMessage.Invocation told = HubMessage.Invocation.of(method, told(presence));
            hub.hub().sendHere(Recipients.group(presence.group()), told);
        }
    }

    /** As the documentation describes it, whatever mappers do with records. */
    private static Map<String, @Nullable Object> told(Presence presence) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("group", presence.group());
        told.put("connectionId", presence.connectionId());
        told.put("node", presence.node());
        told.put("userIdentifier", presence.userIdentifier().orElse(null));
        told.put("data", presence.data());
        return told;
    }

    private static final class JoinedLiteral extends AnnotationLiteral<Joined> implements Joined {}

    private static final class LeftLiteral extends AnnotationLiteral<Left> implements Left {}

    private static final class OccupiedLiteral extends AnnotationLiteral<Occupied> implements Occupied {}

    private static final class OrphanedLiteral extends AnnotationLiteral<Orphaned> implements Orphaned {}

    private static final class VacatedLiteral extends AnnotationLiteral<Vacated> implements Vacated {}
}
