package io.hubplane.fuzz;

import io.hubplane.fake.HubMessages;
import io.hubplane.fake.WireVectors;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.Payload;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Any bytes of a client are read as a message or lead to a {@link ProtocolException}, in a time that does not grow
 * faster than their length.
 */
class HubProtocolFuzzTest {
    /** A type as hub methods declare it. */
    record Person(String name, int age, List<Person> friends, Instant born) {}

    private static final List<Type> TYPES = List.of(
            Object.class,
            String.class,
            int.class,
            double.class,
            boolean.class,
            byte[].class,
            int[].class,
            List.class,
            Map.class,
            Person.class,
            BigDecimal.class,
            Instant.class,
            OffsetDateTime.class,
            Duration.class,
            Thread.State.class);

    private static List<byte[]> seeds(HubProtocol protocol, List<byte[]> more) {
        List<byte[]> seeds = new ArrayList<>(more);
        HubMessages.all().values().forEach(message -> seeds.add(protocol.write(message)));
        seeds.add(protocol.write(HubMessage.Invocation.of(
                "method",
                new Person("Ada", 36, List.of(new Person("Bob", 1, List.of(), Instant.EPOCH)), Instant.EPOCH))));
        seeds.add(
                protocol.write(HubMessage.Invocation.of("method", 1.5e300, Map.of("a", List.of(1, "2")), new byte[9])));
        return seeds;
    }

    /** Reads one message after another, as a connection does. */
    private static void readAll(HubProtocol protocol, byte[] input) {
        int at = 0;
        try {
            while (at < input.length) {
                Framing.Bounds bounds = protocol.framing().next(input, at, 0, input.length - at);
                if (!bounds.isComplete()) {
                    return;
                }
                HubMessage message = protocol.read(input, at + bounds.header(), bounds.message());
                if (message != null) {
                    bindAll(message);
                }
                at += bounds.frame();
            }
        } catch (ProtocolException e) {
            // A refusal is correct.
        }
    }

    private static void bindAll(HubMessage message) {
        for (Type type : TYPES) {
            if (message instanceof HubMessage.Invocation invocation) {
                bindArguments(invocation.arguments(), type);
            } else if (message instanceof HubMessage.StreamInvocation invocation) {
                bindArguments(invocation.arguments(), type);
            } else if (message instanceof HubMessage.StreamItem item) {
                bindItem(item.item(), type);
            }
        }
    }

    private static void bindArguments(Arguments arguments, Type type) {
        for (int count = 0; count < 3; count++) {
            try {
                arguments.bind(Collections.nCopies(count, type));
            } catch (BindingException e) {
                // A refusal is correct.
            }
        }
    }

    private static void bindItem(Payload payload, Type type) {
        try {
            payload.bind(type);
        } catch (BindingException e) {
            // A refusal is correct.
        }
    }

    @Test
    void jsonIsAMessageOrAProtocolError() {
        HubProtocol json = new JsonHubProtocol();
        List<byte[]> vectors = Stream.of("messages", "variants", "illegal")
                .flatMap(file -> WireVectors.read("/io/hubplane/protocol/json/" + file + ".txt").stream())
                .map(vector -> vector.bytes("bytes"))
                .toList();
        Fuzzing.run(seeds(json, vectors), input -> readAll(json, input));
    }

    @Test
    void messagePackIsAMessageOrAProtocolError() {
        HubProtocol messagePack = new MessagePackHubProtocol();
        Fuzzing.run(seeds(messagePack, List.of()), input -> readAll(messagePack, input));
    }

    @Test
    void handshakeIsARequestOrAProtocolError() {
        List<byte[]> seeds = Stream.of("requests", "illegal")
                .flatMap(file -> WireVectors.read("/io/hubplane/protocol/handshake-" + file + ".txt").stream())
                .map(vector -> vector.bytes("bytes"))
                .toList();
        Fuzzing.run(seeds, input -> {
            try {
                HandshakeProtocol.readRequest(input, 0, input.length);
            } catch (ProtocolException e) {
                // A refusal is correct.
            }
        });
    }
}
