package io.hubplane.connection;

import io.hubplane.transport.Transport;
import org.jspecify.annotations.Nullable;

/** What a link does about what happens to the messages of its queue. */
record LinkOutput(ClientLink link, HubServices services) implements QueueOwner {
    @Override
    public SharedFrames frames() {
        return services.frames();
    }

    @Override
    public void flushSoon(OutboundQueue queue) {
        services.flusher().flushSoon(queue);
    }

    @Override
    public void frameSent(int messages, int bytes) {
        services.observer().frameSent(services.hub(), messages, bytes);
    }

    @Override
    public void dropped(int messages) {
        for (int i = 0; i < messages; i++) {
            services.observer().sendDropped(services.hub());
        }
    }

    @Override
    public void sendFailed(@Nullable Transport failed, Throwable failure) {
        if (link.place().failed(failed, failure)) {
            link.end(Ending.abrupt(failure));
        }
    }
}
