package io.hubplane.conformance.application;

import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.HttpOptions;
import io.hubplane.transport.http.HubServlet;
import io.hubplane.transport.http.NodePostOptions;
import io.hubplane.transport.http.PostOptions;
import io.hubplane.transport.http.Posts;
import io.hubplane.transport.http.access.FrontDoor;
import io.hubplane.transport.http.access.FrontDoorOptions;
import io.hubplane.transport.http.access.Gatekeeper;
import io.hubplane.transport.websocket.WebSocketUpgrader;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.server.ServerContainer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Puts connections without a hub on {@code /echo}, over all transports. */
@WebListener
public final class EchoRegistration implements ServletContextListener {
    private static final String PATH = "/echo";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        WebSocketUpgrader upgrader = WebSocketUpgrader.register(container, "/echo-websocket");
        HttpOptions options = new HttpOptions(
                Set.of("*"),
                0,
                EnumSet.allOf(TransportType.class),
                false,
                Duration.ofSeconds(90),
                Duration.ofSeconds(15),
                List.of(),
                PostOptions.DEFAULTS);
        HubServlet servlet = new HubServlet(
                "echo",
                PATH,
                new EchoConnections(),
                options,
                true,
                Gatekeeper.OPEN,
                upgrader::upgrade,
                new FrontDoor(FrontDoorOptions.DEFAULTS, HubObserver.NONE, System::nanoTime),
                new Posts(
                        NodePostOptions.DEFAULTS,
                        System::nanoTime,
                        Runnable::run,
                        HubObserver.NONE,
                        new ClientLog(System::nanoTime, ClientLog.DEFAULT_LINES)));
        ServletRegistration.Dynamic registration = context.addServlet("echo", servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(PATH, PATH + "/negotiate");
    }
}
