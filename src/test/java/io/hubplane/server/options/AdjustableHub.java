package io.hubplane.server.options;

import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.SingleClientProxy;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;

/** The methods of all hubs of the application. The hubs differ only in their configuration. */
public abstract class AdjustableHub {
    private static final String WATCHERS = "watchers";

    @Inject
    private Gates gates;

    /** Returns its argument. */
    public String echo(String text) {
        return text;
    }

    /** Fails with an unexpected exception. */
    public void crash() {
        throw new IllegalStateException("the details");
    }

    /** Returns when a gate is opened. */
    public CompletionStage<Void> hold(String gate) {
        return gates.gate(gate);
    }

    /** Takes none of a stream's items until a gate is opened, and then drops them. */
    public CompletionStage<Void> neglect(Flow.Publisher<Integer> items, String gate) {
        return gates.gate(gate);
    }

    /** Opens a gate. */
    public void open(String gate) {
        gates.gate(gate).complete(null);
    }

    /** Streams texts and then opens the gate with a name. */
    public Flow.Publisher<String> numbers(String name) {
        return new Numbers(gates.count(name), gates.gate(name));
    }

    /** Returns how many texts the stream with a name has published. */
    public int given(String name) {
        return gates.count(name).get();
    }

    /**
     * Calls a client method several times, with a number and a text of some length; completes when all calls are
     * queued.
     */
    public CompletionStage<Void> tell(
            String connectionId, String method, int times, int length, HubCallerClients clients) {
        SingleClientProxy client = clients.client(connectionId);
        String text = "x".repeat(length);
        return CompletableFuture.allOf(IntStream.rangeClosed(1, times)
                .mapToObj(number -> client.send(method, number, text))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }

    /**
     * Calls a method of the caller several times, each after the previous call was sent; completes when all were sent.
     */
    public CompletionStage<Void> tellInTurn(String method, int times, int length, HubCallerClients clients) {
        String text = "x".repeat(length);
        CompletionStage<Void> sent = CompletableFuture.completedStage(null);
        for (int i = 1; i <= times; i++) {
            int number = i;
            sent = sent.thenCompose(done -> clients.caller().send(method, number, text));
        }
        return sent;
    }

    /** Calls a method of all clients several times, and does not wait. */
    public void tellAll(String method, int times, int length, HubCallerClients clients) {
        String text = "x".repeat(length);
        for (int number = 1; number <= times; number++) {
            clients.all().send(method, number, text);
        }
    }

    /** How many bytes of the heap are used by reachable objects. */
    public long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The threads of ours that the server blocks. */
    public List<String> heldThreads() throws InterruptedException {
        return HeldThreads.find();
    }

    /** Asks the caller, and returns its answer or why there is none. */
    public CompletionStage<String> ask(HubCallerContext caller, HubCallerClients clients) {
        return clients.client(caller.connectionId())
                .invoke(String.class, "question")
                .handle((answer, failure) -> failure == null ? answer : name(failure));
    }

    private static String name(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause.getClass().getSimpleName();
    }

    /** Returns a cookie of the caller. */
    public String cookie(HubCallerContext caller, String name) {
        return caller.cookie(name).orElse("none");
    }

    /** Closes the caller's connection. */
    public void leave(HubCallerContext caller) {
        caller.abort();
    }

    /** From now on tells the caller which clients are gone. */
    public CompletionStage<Void> watch(HubCallerContext caller, Groups groups) {
        return groups.add(caller.connectionId(), WATCHERS);
    }

    /** Adds the caller to a group. */
    public CompletionStage<Void> join(String group, HubCallerContext caller, Groups groups) {
        return groups.add(caller.connectionId(), group);
    }

    /** Tells the watchers which client is gone. */
    @Disconnected
    public void ended(Disconnection disconnection, HubCallerClients clients) {
        clients.group(WATCHERS).send("gone", disconnection.caller().connectionId());
    }
}
