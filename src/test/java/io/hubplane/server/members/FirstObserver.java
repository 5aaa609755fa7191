package io.hubplane.server.members;

import io.hubplane.observe.HubObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One of two observers. */
@ApplicationScoped
public class FirstObserver implements HubObserver {
    @Inject
    private Heard heard;

    @Override
    public void connectionOpened(String hub, String transport) {
        heard.add("first");
    }
}
