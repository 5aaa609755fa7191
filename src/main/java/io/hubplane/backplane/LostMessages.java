package io.hubplane.backplane;

/**
 * Messages that a node published to a scope, and that are lost for this node.
 *
 * @param scope the scope
 * @param node the id of the node that published them
 * @param count how many they are
 */
public record LostMessages(Scope scope, String node, long count) {}
