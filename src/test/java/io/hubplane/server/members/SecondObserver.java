package io.hubplane.server.members;

import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One of two observers. */
@ApplicationScoped
public class SecondObserver implements HubObserver {
    @Inject
    private Heard heard;

    @Override
    public void connectionOpened(ObservedConnection connection) {
        heard.add("second");
    }
}
