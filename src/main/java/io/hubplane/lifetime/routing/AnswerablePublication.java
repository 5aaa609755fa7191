package io.hubplane.lifetime.routing;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes a message that another node must answer, and finds out whether that node is there. The question goes to the
 * backplane together with the message, so this takes no longer than publishing.
 *
 * <p>"Nobody has the message" means: no node had subscribed before it was published, and none afterwards. The first
 * answer alone does not prove it, because a node that subscribes again in between has the message. The second alone does
 * not prove it either, because a node that has the message may have lost its subscription since. One case remains: a node
 * whose subscription came and went between the two answers. If the backplane cannot tell, the node may be there; everyone
 * who waits for an answer has a time-out.
 */
public final class AnswerablePublication {
    private AnswerablePublication() {}

    /**
     * Publishes a message. Safe for any thread.
     *
     * @param scope a scope to which at most one node subscribes
     * @return completed with false if nobody has the message, with true if the backplane has taken it and a node may have
     *     it; completed exceptionally if the backplane has not taken it, or if that is unknown
     */
    public static CompletionStage<Boolean> publish(Backplane backplane, Scope scope, byte[] message) {
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        CompletionStage<Boolean> before =
                backplane.hasSubscriber(scope); // must be answered before the message is taken
        backplane.publish(scope, message).whenComplete((taken, failure) -> {
            if (failure != null) {
                reached.completeExceptionally(failure);
            } else {
                before.whenComplete((there, unknown) -> {
                    if (unknown != null || there) {
                        reached.complete(true);
                    } else {
                        askAgain(backplane, scope, reached);
                    }
                });
            }
        });
        return reached;
    }

    /**
     * Publishes a message that one of many nodes must answer. Safe for any thread.
     *
     * @return completed with true, because a node may have it; completed exceptionally as {@link #publish}
     */
    static CompletionStage<Boolean> publishToMany(Backplane backplane, Scope scope, byte[] message) {
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        backplane.publish(scope, message).whenComplete((taken, failure) -> {
            if (failure == null) {
                reached.complete(true);
            } else {
                reached.completeExceptionally(failure);
            }
        });
        return reached;
    }

    private static void askAgain(Backplane backplane, Scope scope, CompletableFuture<Boolean> reached) {
        backplane.hasSubscriber(scope).whenComplete((there, unknown) -> reached.complete(unknown != null || there));
    }
}
