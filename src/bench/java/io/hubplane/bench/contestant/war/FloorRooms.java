package io.hubplane.bench.contestant.war;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Rooms of sessions on this node, and the one thread that sends to them. */
@ApplicationScoped
public class FloorRooms {
    static final String ALL = "all";

    private final Map<String, Set<Session>> rooms = new ConcurrentHashMap<>();

    @Resource
    private ManagedThreadFactory threads;

    private ExecutorService sender;

    @PostConstruct
    void start() {
        sender = Executors.newSingleThreadExecutor(threads);
    }

    @PreDestroy
    void stop() {
        sender.shutdownNow();
    }

    void join(String room, Session session) {
        rooms.computeIfAbsent(room, name -> ConcurrentHashMap.newKeySet()).add(session);
    }

    void leave(Session session) {
        rooms.values().forEach(sessions -> sessions.remove(session));
    }

    void answer(Session session, String frame) {
        sender.execute(() -> send(session, frame));
    }

    void send(String room, String frame) {
        Set<Session> sessions = rooms.getOrDefault(room, Set.of());
        sender.execute(() -> sessions.forEach(session -> send(session, frame)));
    }

    /** Uses the cheapest call of each container. */
    private void send(Session session, String frame) {
        if (!session.getClass().getName().startsWith("org.glassfish.tyrus.")) {
            session.getAsyncRemote().sendText(frame, result -> {});
            return;
        }
        // Every other send of Tyrus schedules a task.
        try (Writer writer = session.getBasicRemote().getSendWriter()) {
            writer.write(frame);
        } catch (IOException | IllegalStateException e) {
            leave(session);
        }
    }
}
