package io.hubplane.observe;

/**
 * How a node stands with the others at some moment. Immutable.
 *
 * @param connected whether messages go to other nodes and come from them; true where there can be none
 * @param subscriptions how many channels are subscribed, or are to be
 * @param waitingMessages how many messages wait to be published
 * @param waitingBytes about how much memory those take, in bytes
 * @param published how many messages the transport has taken since the node began
 * @param publishFailures how many it could not take
 * @param received how many messages have come from other nodes
 * @param missing how many messages of other nodes were lost on the way
 * @param interruptions how often the connection broke by which messages come
 */
public record BackplaneStatistics(
        boolean connected,
        int subscriptions,
        int waitingMessages,
        long waitingBytes,
        long published,
        long publishFailures,
        long received,
        long missing,
        long interruptions) {
    /** Of a node that runs alone, and of a backplane that counts nothing. */
    public static final BackplaneStatistics NONE = new BackplaneStatistics(true, 0, 0, 0, 0, 0, 0, 0, 0);
}
