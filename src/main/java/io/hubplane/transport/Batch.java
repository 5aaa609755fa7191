package io.hubplane.transport;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole messages that leave together, in order. Connections that send the same messages may share a batch, and also the
 * bytes made from it. Safe for any thread.
 */
public final class Batch {
    /** A form in which one kind of transport writes batches. */
    @FunctionalInterface
    public interface Form {
        /**
         * Writes a batch.
         *
         * @param batch the batch
         * @return the batch in this form
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
     * @param messages the messages, at least one; they are not copied and must not be changed
     * @param length their total length in bytes
     * @param text whether they belong to a text protocol
     */
    public Batch(List<OutboundMessage> messages, int length, boolean text) {
        this.messages = messages;
        this.length = length;
        this.text = text;
    }

    /**
     * The messages of the batch.
     *
     * @return the messages, at least one
     */
    public List<OutboundMessage> messages() {
        return messages;
    }

    /**
     * The total length of all messages.
     *
     * @return the length in bytes
     */
    public int length() {
        return length;
    }

    /**
     * Whether the messages belong to a text protocol.
     *
     * @return false if they are binary
     */
    public boolean text() {
        return text;
    }

    /**
     * Whether the batch consists of the same message objects, in the same order.
     *
     * @param others messages to compare
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
     * All messages as one text. They are joined only once. Only for messages of a text protocol.
     *
     * @return the text
     */
    public String joinedText() {
        String result = joinedText;
        if (result == null) {
            result = JoinedMessages.text(messages, length);
            joinedText = result;
        }
        return result;
    }

    /**
     * All messages as bytes. They are joined only once.
     *
     * @return the bytes; must not be changed
     */
    public byte[] joinedBytes() {
        byte[] result = joinedBytes;
        if (result == null) {
            result = JoinedMessages.bytes(messages, length);
            joinedBytes = result;
        }
        return result;
    }

    /**
     * The batch in a form. It is written only once for all transports of one kind.
     *
     * @param form the form, the same object for all transports of the kind
     * @return the bytes; must not be changed
     */
    public byte[] as(Form form) {
        Written result = written;
        if (result == null || result.form != form) {
            result = new Written(form, form.write(this));
            written = result;
        }
        return result.bytes;
    }
}
