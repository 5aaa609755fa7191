package io.hubplane.delivery;

import io.hubplane.hub.Groups;
import io.hubplane.lifetime.Delivery;
import java.util.concurrent.CompletionStage;

/** Changes groups through a delivery. */
final class DeliveryGroups implements Groups {
    private final Delivery delivery;

    DeliveryGroups(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public CompletionStage<Void> add(String connectionId, String group) {
        return delivery.addToGroup(Names.nonEmpty("connectionId", connectionId), GroupNames.check(group, delivery));
    }

    @Override
    public CompletionStage<Void> remove(String connectionId, String group) {
        return delivery.removeFromGroup(
                Names.nonEmpty("connectionId", connectionId), GroupNames.check(group, delivery));
    }
}
