package io.hubplane.bench.contestant.war;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerChannel;
import org.cometd.oort.Oort;

/** Returns how many other nodes observe all channels of this one. */
@WebServlet("/cloud")
public class CometdCloudServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BayeuxServer bayeux = (BayeuxServer) getServletContext().getAttribute(BayeuxServer.ATTRIBUTE);
        Oort oort = (Oort) getServletContext().getAttribute(Oort.OORT_ATTRIBUTE);
        long observers = oort == null
                ? 0
                : Stream.of(CometdCloud.CHANNELS.split(","))
                        .mapToLong(name -> observers(bayeux.getChannel(name), oort))
                        .min()
                        .orElse(0);
        response.setContentType("text/plain");
        response.getWriter().print(observers);
    }

    private static long observers(ServerChannel channel, Oort oort) {
        return channel == null
                ? 0
                : channel.getSubscribers().stream().filter(oort::isOort).count();
    }
}
