package io.hubplane.connection.outbound;

/** Takes what is left of a queue whose connection goes to another node. */
public final class Leftovers {
    private Leftovers() {}

    /** Ends a queue that keeps its messages, and takes what it owes. Nothing is offered to it or sent after that. */
    public static Unsent takeFrom(OutboundQueue queue) {
        synchronized (queue) {
            Unsent taken = queue.waiting.unsent();
            queue.drop();
            return taken;
        }
    }
}
