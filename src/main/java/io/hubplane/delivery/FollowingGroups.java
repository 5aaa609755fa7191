package io.hubplane.delivery;

import io.hubplane.hub.Groups;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The groups of the hub of the running call. */
final class FollowingGroups implements Groups {
    private final Supplier<Groups> running;

    FollowingGroups(Supplier<Groups> running) {
        this.running = running;
    }

    @Override
    public CompletionStage<Void> add(String connectionId, String group) {
        return running.get().add(connectionId, group);
    }

    @Override
    public CompletionStage<Void> remove(String connectionId, String group) {
        return running.get().remove(connectionId, group);
    }
}
