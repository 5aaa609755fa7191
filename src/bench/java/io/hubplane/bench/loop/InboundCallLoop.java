package io.hubplane.bench.loop;

import io.hubplane.connection.ReadThrottle;
import io.hubplane.dispatch.CallScope;
import io.hubplane.dispatch.CallerIdentities;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.dispatch.HubActivator;
import io.hubplane.dispatch.HubDispatcher;
import io.hubplane.dispatch.HubLifecycle;
import io.hubplane.dispatch.NodeResources;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.TransportConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The whole way of a call: from the bytes of a client to the hub method, and of its answer to the bytes for the client.
 */
@State(Scope.Thread)
public class InboundCallLoop {
    private static final String TEXT = "x".repeat(100);

    /** The protocol of the client. */
    @Param
    public Encoding encoding = Encoding.JSON;

    private final Echo hub = new Echo();
    private final LoopNode node = new LoopNode(lifetime -> new HubDispatcher(
            new NodeResources(
                    "loop",
                    Runnable::run,
                    new ReadThrottle(ReadThrottle.DEFAULT_LIMIT),
                    new CallScope(),
                    CallerIdentities.NONE,
                    HubObserver.NONE,
                    new ClientLog(System::nanoTime, ClientLog.DEFAULT_LINES),
                    System::nanoTime),
            HubDescriptor.of(Echo.class),
            DispatchOptions.DEFAULTS,
            () -> new OneHub(hub),
            List.of(),
            new Unheard(),
            lifetime));
    private @Nullable TransportConnection client;
    private byte[] command = {};
    private byte[] question = {};

    /** Connects the client. */
    @Setup
    public void connect() {
        client = node.connect(encoding);
        command = call(null, "take");
        question = call("1", "echo");
    }

    private byte[] call(@Nullable String id, String target) {
        return encoding.protocol()
                .write(new HubMessage.Invocation(Map.of(), id, target, Arguments.of(TEXT), List.of()));
    }

    /** A call without a result. */
    @Benchmark
    public int withoutAnswer() {
        return receive(command);
    }

    /** A call that is answered with its argument. */
    @Benchmark
    public int answered() {
        return receive(question);
    }

    private int receive(byte[] message) {
        if (client != null) {
            client.received(ByteBuffer.wrap(message));
        }
        return hub.characters;
    }

    /** The hub. */
    @Hub("/loop")
    public static class Echo {
        private int characters;

        /** Takes a text. */
        public void take(String text) {
            characters += text.length();
        }

        /** Returns a text. */
        public String echo(String text) {
            characters += text.length();
            return text;
        }
    }

    private record OneHub(Object hub) implements HubActivator.Lease {
        @Override
        public void returned() {
            // Nothing to do: the hub stays.
        }

        @Override
        public void completed() {
            // Nothing to do: the hub stays.
        }
    }

    private static final class Unheard implements HubLifecycle {
        @Override
        public void connected(HubCallerContext caller) {
            // There are no listeners.
        }

        @Override
        public void disconnected(Disconnection disconnection) {
            // There are no listeners.
        }
    }
}
