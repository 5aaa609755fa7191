package io.hubplane.server.probe;

import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubException;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers and fails in all ways that a hub can; has methods for the container that clients cannot call. */
@Hub("/probe")
public class ProbeHub extends Caretaker implements AutoCloseable {
    /** What a caller must not learn. */
    public static final String SECRET = "the password is 1234";

    private static final AtomicInteger COUNTED = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    @Inject
    private HubCallerClients clients;

    private @Nullable ManagedExecutorService executor;

    /** For the container. */
    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    public void setExecutor(ManagedExecutorService injected) {
        executor = injected;
    }

    /** How often a hub object has been closed, and the state that it has now. */
    public String state() {
        return CLOSED + " closed, " + (executor == null ? "no executor" : "an executor");
    }

    @Override
    public void close() {
        CLOSED.incrementAndGet();
    }

    /** A colour. */
    public enum Colour {
        RED,
        GREEN
    }

    /** A value with all kinds of parts. */
    public record Thing(
            String name, int count, LocalDate day, Colour colour, List<String> tags, Map<String, Long> sizes) {}

    /** Returns its argument. */
    public Thing mirror(Thing thing) {
        return thing;
    }

    /** Returns its argument. */
    public byte[] bytes(byte[] bytes) {
        return bytes;
    }

    /** Adds two numbers. */
    public int add(int first, int second) {
        return first + second;
    }

    /** Answers later, on another thread. */
    public CompletionStage<String> later(String text) {
        return CompletableFuture.supplyAsync(() -> text + ", later");
    }

    /** Fails with a reason for the caller. */
    public void refuse(String why) {
        throw new HubException(why);
    }

    /** Fails with an unexpected exception. */
    public void crash() {
        throw new IllegalStateException(SECRET);
    }

    /** Counts from 0, no faster than the client takes the numbers. */
    public Flow.Publisher<Integer> count(int to) {
        return new Counting(to, COUNTED);
    }

    /** How many numbers the last count has published. */
    public int counted() {
        return COUNTED.get();
    }

    /** Asks a client, with a long timeout; returns its answer, or why there is none. */
    public CompletionStage<String> ask(String connectionId) {
        return clients.client(connectionId)
                .answeringWithin(Duration.ofMinutes(5))
                .invoke(String.class, "question")
                .exceptionally(Throwable::getMessage);
    }

    /** Sends a text to all others. */
    public void tellOthers(String text) {
        clients.others().send("told", text);
    }

    /** Tells all clients which one is gone. */
    @Disconnected
    public void ended(Disconnection disconnection) {
        clients.all()
                .send(
                        "gone",
                        disconnection.caller().connectionId(),
                        disconnection.reason().isPresent());
    }
}
