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

/** What all hubs of the application do. They differ in nothing but how the node is configured. */
public abstract class AdjustableHub {
    private static final String WATCHERS = "watchers";

    @Inject
    private Gates gates;

    /** Returns its argument. */
    public String echo(String text) {
        return text;
    }

    /** Fails by an accident. */
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

    /** Streams texts and then opens the gate of a name. */
    public Flow.Publisher<String> numbers(String name) {
        return new Numbers(gates.count(name), gates.gate(name));
    }

    /** Returns how many texts the stream of a name has given. */
    public int given(String name) {
        return gates.count(name).get();
    }

    /** Calls a client's method some times, with a number and a text of a length; returns when all calls are queued. */
    public CompletionStage<Void> tell(
            String connectionId, String method, int times, int length, HubCallerClients clients) {
        SingleClientProxy client = clients.client(connectionId);
        String text = "x".repeat(length);
        return CompletableFuture.allOf(IntStream.rangeClosed(1, times)
                .mapToObj(number -> client.send(method, number, text))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new));
    }

    /** Calls a method of the caller some times, each when the call before has been sent; returns when all have. */
    public CompletionStage<Void> tellInTurn(String method, int times, int length, HubCallerClients clients) {
        String text = "x".repeat(length);
        CompletionStage<Void> sent = CompletableFuture.completedStage(null);
        for (int i = 1; i <= times; i++) {
            int number = i;
            sent = sent.thenCompose(done -> clients.caller().send(method, number, text));
        }
        return sent;
    }

    /** Calls a method of all clients some times, and waits for none of the calls. */
    public void tellAll(String method, int times, int length, HubCallerClients clients) {
        String text = "x".repeat(length);
        for (int number = 1; number <= times; number++) {
            clients.all().send(method, number, text);
        }
    }

    /** How many bytes of the heap are used by what is still needed. */
    public long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Which threads of ours the server holds for a moment. */
    public List<String> heldThreads() throws InterruptedException {
        return HeldThreads.find();
    }

    /** Asks the caller, and returns its answer or what stood in its way. */
    public CompletionStage<String> ask(HubCallerContext caller, HubCallerClients clients) {
        return clients.client(caller.connectionId())
                .invoke(String.class, "question")
                .handle((answer, failure) -> failure == null ? answer : name(failure));
    }

    private static String name(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause.getClass().getSimpleName();
    }

    /** Tells a cookie of the caller. */
    public String cookie(HubCallerContext caller, String name) {
        return caller.cookie(name).orElse("none");
    }

    /** Closes the caller's connection. */
    public void leave(HubCallerContext caller) {
        caller.abort();
    }

    /** Has the caller told who is gone from now on. */
    public CompletionStage<Void> watch(HubCallerContext caller, Groups groups) {
        return groups.add(caller.connectionId(), WATCHERS);
    }

    /** Adds the caller to a group. */
    public CompletionStage<Void> join(String group, HubCallerContext caller, Groups groups) {
        return groups.add(caller.connectionId(), group);
    }

    /** Tells the watchers who is gone. */
    @Disconnected
    public void ended(Disconnection disconnection, HubCallerClients clients) {
        clients.group(WATCHERS).send("gone", disconnection.caller().connectionId());
    }
}
