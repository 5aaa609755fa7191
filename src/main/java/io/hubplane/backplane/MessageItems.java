package io.hubplane.backplane;

/** How many items the array of a message has. Older and newer nodes may write fewer or more than this one. */
final class MessageItems {
    private MessageItems() {}

    /**
     * Requires that a message has at least the items that are read; further items are skipped.
     *
     * @param kind the kind of message, for the error text
     * @throws BackplaneException if there are fewer
     */
    static void require(int items, int least, String kind) {
        if (items < least) {
            throw new BackplaneException("Insufficient items in " + kind + " array.");
        }
    }
}
