package io.hubplane.cdi;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Starts the node with the application and stops it before the application's classes go. */
final class NodeLifecycle implements ServletContextListener {
    private final HubNode node;

    NodeLifecycle(HubNode node) {
        this.node = node;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        node.start(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        node.close();
    }
}
