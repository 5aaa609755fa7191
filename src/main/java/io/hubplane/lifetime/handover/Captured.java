package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneStamp;
import io.hubplane.backplane.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A message for a connection that is about to come to this node.
 *
 * @param scope how it came
 * @param origin the node that has sent it; null if this one has
 * @param position its position among the messages of that node; 0 if this node has sent it
 * @param message the message
 */
record Captured(Scope scope, @Nullable String origin, long position, BackplaneMessage message) {
    /** A message of another node; of an unknown one if it is not stamped. */
    static Captured from(Scope scope, byte[] bytes, BackplaneMessage message) {
        String origin = BackplaneStamp.origin(bytes);
        return new Captured(scope, origin == null ? "" : origin, BackplaneStamp.sequence(bytes), message);
    }

    /** A message of this node. */
    static Captured here(Scope scope, BackplaneMessage message) {
        return new Captured(scope, null, 0, message);
    }

    boolean isFromHere() {
        return origin == null;
    }

    boolean isFrom(String node) {
        return node.equals(origin);
    }

    /** Whether the connection has got it on the node that has handed it over, by the positions of the state. */
    boolean isKnown(HandoverState state) {
        return origin != null && state.hasGot(scope, origin, position);
    }
}
