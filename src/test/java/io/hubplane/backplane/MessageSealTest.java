package io.hubplane.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.Scope.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages of other nodes are believed. */
class MessageSealTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String NODE = "abcdef-_0123";
    private static final byte[] CHANNEL = "farm:chat:node:x".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, byte[]> NODE_VECTORS = Vectors.read("node.vectors");
    private static final Map<String, byte[]> ASPNETCORE = Vectors.read("aspnetcore.vectors");

    private final MessageSeal seal = seal(SECRET, UnsignedMessages.REFUSE);

    private static MessageSeal seal(String secret, UnsignedMessages unsigned) {
        return new MessageSeal(new BackplaneTrust(BackplaneSecret.of(secret), unsigned));
    }

    private static byte[] command() {
        return BackplaneCodec.encodeForNode(new GroupCommand(42, "S", GroupAction.ADD, "G", "C"));
    }

    private byte[] stamped() {
        byte[] message = command();
        seal.stamp(CHANNEL, message, NODE, 5);
        return message;
    }

    @Test
    void nodesWithTheSameSecretBelieveOneAnother() {
        assertThat(seal(SECRET, UnsignedMessages.REFUSE).accepts(Kind.NODE, CHANNEL, stamped()))
                .isTrue();
    }

    /** The bytes another implementation has to make: HMAC-SHA-256 with a key that is HMAC-SHA-256 of the purpose. */
    @Test
    void signatureIsTheDocumentedHmac() {
        byte[] message = stamped();

        assertThat(HexFormat.of().formatHex(message, message.length - 16, message.length))
                .isEqualTo("544cb4190f4edadf4d91c7ca5f44acf9");
    }

    @Test
    void oneChangedBitAnywhereIsNotBelieved() {
        byte[] message = stamped();
        for (int bit = 0; bit < 8 * message.length; bit++) {
            byte[] changed = message.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(seal.accepts(Kind.NODE, CHANNEL, changed))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void messageIsNotBelievedOnAnotherChannel() {
        byte[] other = "farm:chat:node:y".getBytes(StandardCharsets.UTF_8);

        assertThat(seal.accepts(Kind.NODE, other, stamped())).isFalse();
    }

    @Test
    void bytesMovedBetweenChannelAndMessageAreNotBelieved() {
        byte[] message = stamped();
        byte[] longer = new byte[CHANNEL.length + 1];
        System.arraycopy(CHANNEL, 0, longer, 0, CHANNEL.length);
        longer[CHANNEL.length] = message[0];
        byte[] shorter = new byte[message.length - 1];
        System.arraycopy(message, 1, shorter, 0, shorter.length);

        assertThat(seal.accepts(Kind.NODE, longer, shorter)).isFalse();
    }

    @Test
    void messageIsNotBelievedWithAnotherNodeOrNumber() {
        byte[] number = stamped();
        BackplaneStamp.write(number, NODE, 6);
        byte[] node = stamped();
        BackplaneStamp.write(node, "abcdef-_0124", 5);

        assertThat(seal.accepts(Kind.NODE, CHANNEL, number)).isFalse();
        assertThat(seal.accepts(Kind.NODE, CHANNEL, node)).isFalse();
    }

    @Test
    void falseSignatureIsNotBelievedEvenWhereUnsignedMessagesAre() {
        for (UnsignedMessages unsigned : UnsignedMessages.values()) {
            assertThat(seal("another-secret-0123456789abcdef0", unsigned).accepts(Kind.ALL, CHANNEL, stamped()))
                    .as(unsigned.name())
                    .isFalse();
        }
    }

    @Test
    void nodeWithoutSecretTakesASignedMessageForAnUnsignedOne() {
        MessageSeal without = new MessageSeal(BackplaneTrust.WITHOUT_SECRET);
        byte[] vector = Objects.requireNonNull(NODE_VECTORS.get("connection-send"));
        byte[] delivery = Arrays.copyOf(vector, vector.length + BackplaneStamp.LENGTH);

        assertThat(without.accepts(Kind.NODE, CHANNEL, stamped())).isFalse();
        assertThat(without.accepts(Kind.ALL, CHANNEL, stamped())).isTrue();
        assertThat(without.accepts(Kind.NODE, CHANNEL, delivery)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "connection-send, true",
        "connection-send-result, false",
        "group-add, false",
        "acknowledgement, false",
        "client-result, false",
        "client-gone, false",
        "result-abandoned, false",
        "forwarded-request, false",
        "forwarded-answer, false"
    })
    void unsignedMessageForANodeIsTakenIfItOnlyDelivers(String name, boolean delivers) {
        byte[] vector = Objects.requireNonNull(NODE_VECTORS.get(name));
        assertUnsigned(Kind.NODE, Arrays.copyOf(vector, vector.length + BackplaneStamp.LENGTH), delivers);
    }

    @ParameterizedTest
    @CsvSource({
        "ALL, hello-world, true",
        "GROUP, send-one-excluded, true",
        "USER, send-none-excluded, true",
        "CONNECTION, send-none-excluded, true",
        "CONNECTION, send-client-result, false",
        "CONNECTION, ack-0, false",
        "GROUP_COMMANDS, group-add, false",
        "ACKNOWLEDGEMENTS, ack-0, false",
        "CLIENT_RESULTS, client-result, false"
    })
    void unsignedMessageOfAspNetCoreIsTakenIfItOnlyDelivers(Kind kind, String name, boolean delivers) {
        assertUnsigned(kind, Objects.requireNonNull(ASPNETCORE.get(name)), delivers);
    }

    private static void assertUnsigned(Kind kind, byte[] message, boolean delivers) {
        assertThat(seal(SECRET, UnsignedMessages.REFUSE).accepts(kind, CHANNEL, message))
                .isFalse();
        assertThat(seal(SECRET, UnsignedMessages.DELIVER).accepts(kind, CHANNEL, message))
                .isEqualTo(delivers);
        assertThat(seal(SECRET, UnsignedMessages.ACCEPT).accepts(kind, CHANNEL, message))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"NODE, ''", "NODE, 90", "NODE, c0", "CONNECTION, ''", "CONNECTION, 92"})
    void whatCannotBeReadDoesNotOnlyDeliver(Kind kind, String bytes) {
        assertUnsigned(kind, HexFormat.of().parseHex(bytes), false);
    }
}
