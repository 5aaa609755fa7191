package io.hubplane.bench.contestant.war;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.Session;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;

/** Rooms of sessions, shared by all servers through a Redis channel. */
@ApplicationScoped
public class HandWrittenRooms {
    static final String ALL = "all";

    private static final String CHANNEL = "bench";

    private final Map<String, Set<Session>> rooms = new ConcurrentHashMap<>();
    private final JedisPubSub subscriber = new JedisPubSub() {
        @Override
        public void onMessage(String channel, String message) {
            int space = message.indexOf(' ');
            deliver(message.substring(0, space), message.substring(space + 1));
        }
    };

    @Resource
    private ManagedExecutorService executor;

    private RedisClient redis;

    @PostConstruct
    void start() {
        redis = RedisClient.create(System.getProperty("bench.redis"));
        executor.execute(() -> redis.subscribe(subscriber, CHANNEL));
    }

    @PreDestroy
    void stop() {
        subscriber.unsubscribe();
        redis.close();
    }

    void join(String room, Session session) {
        rooms.computeIfAbsent(room, name -> ConcurrentHashMap.newKeySet()).add(session);
    }

    void leave(Session session) {
        rooms.values().forEach(sessions -> sessions.remove(session));
    }

    void publish(String room, String payload) {
        redis.publish(CHANNEL, room + " " + payload);
    }

    private void deliver(String room, String payload) {
        for (Session session : rooms.getOrDefault(room, Set.of())) {
            Future<Void> unused = session.getAsyncRemote().sendText(payload);
        }
    }
}
