package io.hubplane.hub.cluster;

import java.util.List;

/**
 * What the nodes of a farm have answered together. One that does not answer in time keeps nobody waiting: what the others
 * have said is here, and the node is named.
 *
 * @param value what the nodes have said that answered
 * @param silent the ids of the nodes that did not, or could not be asked; empty if the answer is complete
 */
public record ClusterAnswer<T>(T value, List<String> silent) {
    public ClusterAnswer {
        silent = List.copyOf(silent);
    }

    /**
     * Whether all nodes have answered.
     *
     * @return true if none was silent
     */
    public boolean isComplete() {
        return silent.isEmpty();
    }
}
