package io.hubplane.backplane;

import java.nio.ByteBuffer;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Stamps and signs messages, and decides which to believe. The signature is an HMAC with SHA-256 over the channel's
 * name, the message and its stamp; its first 16 bytes are sent (RFC 2104, section 5). So no part can be changed, and a
 * message cannot be passed off as one for another channel, from another node or with another number.
 *
 * <p>For one thread at a time, so that its HMAC can be kept: signing some 200 bytes then takes less than a microsecond.
 */
public final class MessageSeal {
    private static final String PURPOSE = "hubplane message 1";

    private final UnsignedMessages unsigned;
    private final @Nullable Mac mac;
    private final byte[] computed = new byte[32];
    private final ByteBuffer channelLength = ByteBuffer.allocate(Integer.BYTES);

    /**
     * Makes a seal.
     *
     * @param trust the secret, and what is done with unsigned messages
     */
    public MessageSeal(BackplaneTrust trust) {
        this.unsigned = trust.unsigned();
        BackplaneSecret secret = trust.secret();
        this.mac = secret == null ? null : secret.mac(PURPOSE);
    }

    /**
     * Fills in the stamp, and signs if there is a secret.
     *
     * @param channel the name of the channel, in bytes
     * @param message a message made by {@link BackplaneCodec}; changed in place
     * @param origin the publishing node's id
     * @param sequence the message's number, from 1
     */
    public void stamp(byte[] channel, byte[] message, String origin, long sequence) {
        BackplaneStamp.write(message, origin, sequence);
        if (mac != null) {
            compute(mac, channel, message);
            BackplaneStamp.sign(message, computed);
        }
    }

    /**
     * Whether to believe a message.
     *
     * @param kind the kind of its scope
     * @param channel the name of the channel it came on, in bytes
     * @param message the message
     * @return false if it must be dropped
     */
    public boolean accepts(Scope.Kind kind, byte[] channel, byte[] message) {
        if (mac != null && BackplaneStamp.isSigned(message)) {
            compute(mac, channel, message);
            return BackplaneStamp.hasSignature(message, computed);
        }
        return unsigned == UnsignedMessages.ACCEPT
                || (unsigned == UnsignedMessages.DELIVER && BackplaneCodec.onlyDelivers(kind, message));
    }

    /**
     * Whether to believe the node and the number in the stamp of an accepted message.
     *
     * @param message the message
     * @return false if this node has a secret and the message is not signed
     */
    public boolean vouches(byte[] message) {
        return mac == null || BackplaneStamp.isSigned(message);
    }

    private void compute(Mac keyed, byte[] channel, byte[] message) {
        try {
            channelLength.putInt(0, channel.length);
            keyed.update(channelLength.array());
            keyed.update(channel);
            keyed.update(message, 0, BackplaneStamp.signedLength(message));
            keyed.doFinal(computed, 0);
        } catch (ShortBufferException e) {
            throw new AssertionError("Too short for SHA-256", e);
        }
    }
}
