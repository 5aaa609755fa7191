package io.hubplane.connection.outbound;

import java.util.List;

/**
 * What a queue owes its client: another node goes on with it.
 *
 * @param first the number of the first message in {@code sent}, or of the next message if that is empty; from 1
 * @param sent what the client has been sent and has not acknowledged
 * @param waiting what it has not been sent
 */
public record Unsent(long first, List<EncodedMessage> sent, List<EncodedMessage> waiting) {
    public Unsent {
        sent = List.copyOf(sent);
        waiting = List.copyOf(waiting);
    }

    /** The length of all messages, in bytes. */
    public long bytes() {
        long bytes = 0;
        for (EncodedMessage message : sent) {
            bytes += message.length();
        }
        for (EncodedMessage message : waiting) {
            bytes += message.length();
        }
        return bytes;
    }
}
