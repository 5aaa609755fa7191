package io.hubplane.server.members;

import io.hubplane.hub.HubContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends as soon as beans exist, which is before hubs are served. */
@ApplicationScoped
public class FirstWords {
    private final CompletableFuture<String> outcome = new CompletableFuture<>();

    @Inject
    private HubContext<MembersHub> members;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object event) {
        var unused = members.clients()
                .all()
                .send("begun")
                .whenComplete((sent, failure) -> outcome.complete(failure == null ? "sent" : failure.toString()));
    }

    /** The outcome of the send. */
    public String outcome() {
        return outcome.completeOnTimeout("nothing", 10, TimeUnit.SECONDS).join();
    }
}
