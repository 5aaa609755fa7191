package io.hubplane.transport;

import java.util.List;

/** Joins the messages of a batch. A single message is returned as it is, since it keeps both forms. */
final class JoinedMessages {
    private JoinedMessages() {}

    /**
     * All messages as one text.
     *
     * @param length their total length in bytes
     */
    static String text(List<OutboundMessage> messages, int length) {
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
     * All messages as bytes.
     *
     * @param length their total length in bytes
     */
    static byte[] bytes(List<OutboundMessage> messages, int length) {
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
