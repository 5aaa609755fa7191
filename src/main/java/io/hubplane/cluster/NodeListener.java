package io.hubplane.cluster;

/** Hears of changes of the farm, one after another and in order. Must not block. */
@FunctionalInterface
interface NodeListener {
    /** A node has joined, left or was lost. */
    void changed(NodeChange change);
}
