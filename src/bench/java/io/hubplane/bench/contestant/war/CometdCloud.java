package io.hubplane.bench.contestant.war;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.util.Map;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.oort.OortStaticConfigServlet;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.websocket.javax.WebSocketTransport;

/**
 * CometD on the container's WebSockets, and the Oort cloud of all nodes. In the documentation a servlet adds the
 * WebSockets; it is done here because Tyrus accepts no endpoints once servlets are being initialised.
 */
@WebListener
public class CometdCloud implements ServletContextListener {
    /** The channels that reach all nodes. */
    static final String CHANNELS = "/all,/room/*";

    private final BayeuxServerImpl bayeux = new BayeuxServerImpl();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        bayeux.setOption(ServletContext.class.getName(), context);
        bayeux.setOption("ws.cometdURLMapping", "/cometd");
        // The default is 1; with this a delivery costs CometD less.
        bayeux.setOption("ws.messagesPerFrame", 16);
        bayeux.setTransports(new WebSocketTransport(bayeux));
        bayeux.setAllowedTransports(WebSocketTransport.NAME);
        try {
            bayeux.start();
        } catch (Exception e) {
            throw new IllegalStateException("CometD does not start", e);
        }
        context.setAttribute(BayeuxServer.ATTRIBUTE, bayeux);
        join(context);
    }

    private static void join(ServletContext context) {
        ServletRegistration.Dynamic oort = context.addServlet("oort", OortStaticConfigServlet.class);
        oort.setInitParameters(Map.of(
                "oort.url", System.getProperty("bench.self") + "cometd",
                "oort.cloud", System.getProperty("bench.others").replace(",", "cometd,") + "cometd",
                "oort.channels", CHANNELS));
        oort.setLoadOnStartup(1);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            bayeux.stop();
        } catch (Exception e) {
            throw new IllegalStateException("CometD does not stop", e);
        }
    }
}
