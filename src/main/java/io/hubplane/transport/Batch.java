package io.hubplane.transport;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole messages that leave together, in order. Connections that send the same messages may share a batch, and then
 * what is made of it. Safe for any thread.
 */
public final class Batch {
    /** A way to write batches that a kind of transport has. */
    @FunctionalInterface
    public interface Form {
        /**
         * Writes a batch.
         *
         * @param batch the batch
         * @return it in this form
         */
        byte[] write(Batch batch);
    }

    private static final class Written {
        final Form form;
        final byte[] bytes;

        Written(Form form, byte[] bytes) {
            this.form = form;
            this.bytes = bytes;
        }
    }

    private final List<OutboundMessage> messages;
    private final int length;
    private final boolean text;
    private volatile @Nullable String joinedText;
    private volatile byte @Nullable [] joinedBytes;
    private volatile @Nullable Written written;

    /**
     * Makes a batch.
     *
     * @param messages the messages, at least one; not copied, and not to be changed
     * @param length their length together, in bytes
     * @param text whether they are of a text protocol
     */
    public Batch(List<OutboundMessage> messages, int length, boolean text) {
        this.messages = messages;
        this.length = length;
        this.text = text;
    }

    /**
     * What it consists of.
     *
     * @return the messages, at least one
     */
    public List<OutboundMessage> messages() {
        return messages;
    }

    /**
     * How long all messages are together.
     *
     * @return the length in bytes
     */
    public int length() {
        return length;
    }

    /**
     * Whether the messages are of a text protocol.
     *
     * @return false if they are bytes
     */
    public boolean text() {
        return text;
    }

    /**
     * Whether it consists of these very messages, in this order.
     *
     * @param others messages
     * @return true if so
     */
    public boolean consistsOf(Collection<? extends OutboundMessage> others) {
        if (others.size() != messages.size()) {
            return false;
        }
        Iterator<? extends OutboundMessage> other = others.iterator();
        for (OutboundMessage message : messages) {
            if (message != other.next()) {
                return false;
            }
        }
        return true;
    }

    /**
     * All messages as one text; joined once, however often it is asked for. Only for messages of a text protocol.
     *
     * @return the text
     */
    public String joinedText() {
        String result = joinedText;
        if (result == null) {
            result = joinText();
            joinedText = result;
        }
        return result;
    }

    private String joinText() {
        if (messages.size() == 1) {
            return messages.get(0).text();
        }
        StringBuilder joined = new StringBuilder(length);
        for (OutboundMessage message : messages) {
            joined.append(message.text());
        }
        return joined.toString();
    }

    /**
     * All messages as bytes; joined once, however often it is asked for.
     *
     * @return the bytes, not to be changed
     */
    public byte[] joinedBytes() {
        byte[] result = joinedBytes;
        if (result == null) {
            result = joinBytes();
            joinedBytes = result;
        }
        return result;
    }

    /**
     * The batch in some form; written once, however many transports of one kind ask.
     *
     * @param form the form, the same object for all transports of the kind
     * @return the bytes, not to be changed
     */
    public byte[] as(Form form) {
        Written result = written;
        if (result == null || result.form != form) {
            result = new Written(form, form.write(this));
            written = result;
        }
        return result.bytes;
    }

    private byte[] joinBytes() {
        if (messages.size() == 1) {
            return messages.get(0).bytes();
        }
        byte[] joined = new byte[length];
        int position = 0;
        for (OutboundMessage message : messages) {
            byte[] bytes = message.bytes();
            System.arraycopy(bytes, 0, joined, position, bytes.length);
            position += bytes.length;
        }
        return joined;
    }
}
