package io.hubplane.cdi;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Starts the node with the application and stops it before the application's classes are unloaded. */
final class NodeLifecycle implements ServletContextListener {
    private final HubplaneExtension extension;

    NodeLifecycle(HubplaneExtension extension) {
        this.extension = extension;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        extension.start(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        extension.close();
    }
}
