package io.hubplane.backplane.sequence;

/** A numbered message that can be sent again to a node that misses it. Used by the publishing thread. */
public abstract class SentMessage extends NumberedMessage {
    /**
     * Makes a message without a number.
     *
     * @param channel the channel it is published to
     */
    protected SentMessage(String channel) {
        super(channel);
    }

    /** Its bytes. */
    public abstract byte[] message();

    /** About how many bytes of memory it takes. */
    public abstract long size();

    /**
     * Whether it may arrive late, and was not refused: whoever published it was then told that nobody has it. Asked
     * only when another node wants the message.
     */
    protected abstract boolean maySendAgain();
}
