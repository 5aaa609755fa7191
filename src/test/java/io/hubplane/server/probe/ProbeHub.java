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

/** Answers and fails in all ways a hub can; has methods that are the container's and not its clients'. */
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

    /** How many times something has closed a hub object, and what it is left with. */
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

    /** Adds. */
    public int add(int first, int second) {
        return first + second;
    }

    /** Answers later, on another thread. */
    public CompletionStage<String> later(String text) {
        return CompletableFuture.supplyAsync(() -> text + ", later");
    }

    /** Says no, and why. */
    public void refuse(String why) {
        throw new HubException(why);
    }

    /** Fails by an accident. */
    public void crash() {
        throw new IllegalStateException(SECRET);
    }

    /** Counts from 0, no faster than the client takes the numbers. */
    public Flow.Publisher<Integer> count(int to) {
        return new Counting(to, COUNTED);
    }

    /** How far the last count has come. */
    public int counted() {
        return COUNTED.get();
    }

    /** Asks a client, patiently; tells what it says, or why it says nothing. */
    public CompletionStage<String> ask(String connectionId) {
        return clients.client(connectionId)
                .answeringWithin(Duration.ofMinutes(5))
                .invoke(String.class, "question")
                .exceptionally(Throwable::getMessage);
    }

    /** Tells all others of a text. */
    public void tellOthers(String text) {
        clients.others().send("told", text);
    }

    /** Tells all who is gone. */
    @Disconnected
    public void ended(Disconnection disconnection) {
        clients.all()
                .send(
                        "gone",
                        disconnection.caller().connectionId(),
                        disconnection.reason().isPresent());
    }
}
