package io.hubplane.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.fake.HubMessages;
import io.hubplane.fake.HubMessages.Point;
import io.hubplane.fake.ReceivedMessages;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.Payload;
import io.hubplane.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every encoding of hub messages must preserve. */
public abstract class HubProtocolContract {
    /** The protocol under test. */
    protected abstract HubProtocol protocol();

    /** A message, without framing, of a type that does not exist yet. */
    protected abstract byte[] messageOfUnknownType();

    static Set<String> names() {
        return HubMessages.all().keySet();
    }

    /** Reads one framed message. */
    protected final @Nullable HubMessage read(byte[] frame) {
        Framing.Bounds bounds = protocol().framing().next(frame, 0, 0, frame.length);
        assertThat(bounds.frame()).isEqualTo(frame.length);
        return protocol().read(frame, bounds.header(), bounds.message());
    }

    private static Arguments argumentsOf(@Nullable HubMessage message) {
        assertThat(message).isInstanceOf(HubMessage.Invocation.class);
        return ((HubMessage.Invocation) message).arguments();
    }

    private Arguments received(@Nullable Object... arguments) {
        return argumentsOf(read(protocol().write(HubMessage.Invocation.of("method", arguments))));
    }

    private static Type listOf(Class<?> element) {
        return generic(List.class, element);
    }

    private static Type generic(Class<?> raw, Type argument) {
        return new ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return new Type[] {argument};
            }

            @Override
            public Type getRawType() {
                return raw;
            }

            @Override
            public @Nullable Type getOwnerType() {
                return null;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("names")
    void messageSurvivesTheRoundTrip(String name) {
        HubMessage message = HubMessages.named(name);

        HubMessage received = read(protocol().write(message));

        assertThat(ReceivedMessages.boundLike(received, message)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("names")
    void receivedMessageIsWrittenAsItCame(String name) {
        byte[] frame = protocol().write(HubMessages.named(name));

        HubMessage received = read(frame);

        assertThat(received).isNotNull();
        assertThat(protocol().write(received)).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("names")
    void receivedMessagesWithTheSameContentAreEqual(String name) {
        byte[] frame = protocol().write(HubMessages.named(name));

        HubMessage one = read(frame);
        HubMessage other = read(frame);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void receivedMessagesWithOtherContentAreNotEqual() {
        assertThat(received(1)).isNotEqualTo(received(2)).isNotEqualTo(received(1, 2));
        assertThat(read(protocol().write(HubMessage.Completion.ofResult("1", 1))))
                .isNotEqualTo(read(protocol().write(HubMessage.Completion.ofResult("1", 2))));
    }

    @ParameterizedTest
    @MethodSource("names")
    void frameIsFoundWhereverTheStreamWasCut(String name) {
        byte[] frame = protocol().write(HubMessages.named(name));
        for (int cut = 0; cut < frame.length; cut++) {
            byte[] firstPart = Arrays.copyOf(frame, cut);

            assertThat(protocol().framing().next(firstPart, 0, 0, cut).isComplete())
                    .as("complete after %d of %d bytes", cut, frame.length)
                    .isFalse();
            assertThat(protocol().framing().next(frame, 0, cut, frame.length).frame())
                    .isEqualTo(frame.length);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void truncatedMessageIsAProtocolError(String name) {
        byte[] frame = protocol().write(HubMessages.named(name));
        Framing.Bounds bounds = protocol().framing().next(frame, 0, 0, frame.length);
        for (int length = 0; length < bounds.message(); length++) {
            int part = length;

            assertThatExceptionOfType(ProtocolException.class)
                    .as("%d of %d bytes", length, bounds.message())
                    .isThrownBy(() -> protocol().read(frame, bounds.header(), part));
        }
    }

    @Test
    void messagesInOneBufferAreReadOneByOne() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        HubMessages.all()
                .values()
                .forEach(message -> stream.writeBytes(protocol().write(message)));
        byte[] buffer = stream.toByteArray();

        List<HubMessage> read = new ArrayList<>();
        List<HubMessage> models = List.copyOf(HubMessages.all().values());
        int offset = 0;
        while (offset < buffer.length) {
            Framing.Bounds bounds = protocol().framing().next(buffer, offset, 0, buffer.length - offset);
            HubMessage message = protocol().read(buffer, offset + bounds.header(), bounds.message());
            read.add(ReceivedMessages.boundLike(message, models.get(read.size())));
            offset += bounds.frame();
        }

        assertThat(read).isEqualTo(models);
    }

    @Test
    void messageOfUnknownTypeIsSkipped() {
        byte[] message = messageOfUnknownType();

        assertThat(protocol().read(message, 0, message.length)).isNull();
    }

    @Test
    void receivedMessageDoesNotDependOnTheBuffer() {
        HubMessage message = HubMessages.named("invocation with arguments of all kinds");
        byte[] frame = protocol().write(message);

        HubMessage received = read(frame);
        Arrays.fill(frame, (byte) 0);

        assertThat(ReceivedMessages.boundLike(received, message)).isEqualTo(message);
    }

    @Test
    void versionsOneAndTwoAreSupported() {
        assertThat(protocol().supports(0)).isFalse();
        assertThat(protocol().supports(1)).isTrue();
        assertThat(protocol().supports(2)).isTrue();
        assertThat(protocol().supports(3)).isFalse();
    }

    @Test
    void wrongNumberOfArgumentsIsABindingError() {
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> received(1, 2).bind(List.of(int.class)))
                .withMessage("Invocation provides 2 argument(s) but target expects 1.");
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> received().bind(List.of(int.class)))
                .withMessage("Invocation provides 0 argument(s) but target expects 1.");
    }

    @Test
    void argumentThatDoesNotFitIsABindingErrorThatNamesIt() {
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> received(1, "two").bind(List.of(int.class, int.class)))
                .withMessageStartingWith("Argument 2 does not fit type int: ");
    }

    @Test
    void nullIsNoPrimitiveArgument() {
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> received((Object) null).bind(List.of(int.class)))
                .withMessageContaining("null");
    }

    @Test
    void argumentsAreBoundToTheDeclaredTypesAsOftenAsAsked() {
        Instant instant = Instant.parse("2026-01-02T03:04:05.678Z");
        Arguments received = received(
                List.of(new Point(1, 2)), instant, DayOfWeek.FRIDAY, new byte[] {1}, Optional.of("x"), null, 7);
        List<Type> types = List.of(
                listOf(Point.class),
                Instant.class,
                DayOfWeek.class,
                byte[].class,
                generic(Optional.class, String.class),
                generic(Optional.class, String.class),
                long.class);

        for (int i = 0; i < 2; i++) {
            assertThat(received.bind(types))
                    .containsExactly(
                            List.of(new Point(1, 2)),
                            instant,
                            DayOfWeek.FRIDAY,
                            new byte[] {1},
                            Optional.of("x"),
                            Optional.empty(),
                            7L);
        }
    }

    @Test
    void resultThatDoesNotFitIsABindingError() {
        HubMessage received = read(protocol().write(HubMessage.Completion.ofResult("1", "text")));

        assertThat(received).isInstanceOfSatisfying(HubMessage.Completion.class, completion -> {
            Payload result = completion.result();
            assertThat(result).isNotNull();
            assertThatExceptionOfType(BindingException.class)
                    .isThrownBy(() -> result.bind(int.class))
                    .withMessageStartingWith("Error trying to deserialize result to int.");
        });
    }

    @Test
    void missingResultIsNotTheResultNull() {
        assertThat(read(protocol().write(HubMessage.Completion.empty("1"))))
                .isInstanceOfSatisfying(
                        HubMessage.Completion.class,
                        completion -> assertThat(completion.result()).isNull());
        assertThat(read(protocol().write(HubMessage.Completion.ofResult("1", null))))
                .isInstanceOfSatisfying(HubMessage.Completion.class, completion -> {
                    Payload result = completion.result();
                    assertThat(result).isNotNull();
                    assertThat(result.bind(String.class)).isNull();
                });
    }

    @Test
    void valueThatCannotBeEncodedIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> protocol().write(HubMessage.Invocation.of("method", new Unreadable())));
    }

    @Test
    void valuesOfAnotherProtocolAreRefused() {
        Arguments foreign = types -> new Object[0];
        HubMessage message = new HubMessage.Invocation(Map.of(), null, "method", foreign, List.of());

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> protocol().write(message));
    }

    @Test
    void errorIsWrittenEvenIfItsTextIsBroken() {
        byte[] frame = protocol().write(HubMessage.Completion.ofError("1", "half a pair: \ud83d"));

        assertThat(read(frame))
                .isInstanceOfSatisfying(
                        HubMessage.Completion.class,
                        completion -> assertThat(completion.error()).startsWith("half a pair: "));
    }

    @Test
    void receivedValuesAreNotShownInLogs() {
        HubMessage received = read(protocol().write(HubMessage.Invocation.of("method", "secret")));

        assertThat(received).asString().contains("method").doesNotContain("secret");
    }

    /** A bean whose property fails. */
    public static final class Unreadable {
        /** Fails. */
        public String getValue() {
            throw new IllegalStateException("cannot be read");
        }
    }
}
