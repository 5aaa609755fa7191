package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.sequence.SentMessage;
import java.util.concurrent.CompletableFuture;

/** A message on its way to one channel. Fields that are not final belong to the publishing thread. */
final class Publication extends SentMessage {
    /**
     * About the memory that one takes in addition to its bytes and its channel's name: this object, its stage, its
     * place in a queue.
     */
    private static final int OVERHEAD = 128;

    private final Scope.Kind kind;
    private final byte[] message;
    private final CompletableFuture<Void> taken = new CompletableFuture<>();

    /** Whether it was written to a second connection after the first had broken. */
    boolean writtenAgain;
    /** Whether Redis refused it, or it was given up. */
    private boolean failed;
    /** Whether it waits until Redis is back. */
    private boolean kept;
    /** Since when it has waited, in nanoseconds. */
    private long keptSince;

    Publication(String channel, Scope.Kind kind, byte[] message) {
        super(channel);
        this.kind = kind;
        this.message = message;
    }

    @Override
    public byte[] message() {
        return message;
    }

    @Override
    public long size() {
        return (long) message.length + channel().length() + OVERHEAD;
    }

    /**
     * Whether it may arrive late, since it only delivers to clients. Whoever asks another node to act gives up soon, and
     * the request must not be carried out later.
     */
    boolean canWait() {
        return BackplaneCodec.onlyDelivers(kind, message);
    }

    /**
     * Whether it gets no number: nobody misses a sign of life, since the next one follows within a second, and who is
     * present has numbers of its own.
     */
    boolean goesWithoutNumber() {
        return !kind.isNumbered();
    }

    /** Whether it was written to a connection. */
    boolean wasWritten() {
        return isNumbered() || writtenAgain;
    }

    /** Gives it up, so that it is not sent again either: other nodes report it as missing. */
    void fail(BackplaneException cause) {
        failed = true;
        taken.completeExceptionally(cause);
    }

    @Override
    protected boolean maySendAgain() {
        return !failed && canWait();
    }

    boolean isKept() {
        return kept;
    }

    /** Notes that it waits until Redis is back. */
    void keepFrom(long now) {
        kept = true;
        keptSince = now;
    }

    /** Tells the publisher that it is kept. */
    void tellKept() {
        taken.complete(null);
    }

    /** Whether it has waited at least a time, in nanoseconds. */
    boolean isKeptFor(long time, long now) {
        return kept && now - keptSince >= time;
    }

    /** Completes when Redis has answered, or when the message is kept until Redis is back. */
    CompletableFuture<Void> taken() {
        return taken;
    }
}
