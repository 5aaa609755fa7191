package io.hubplane.faults.application;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.hub.cluster.ClientConnection;
import io.hubplane.hub.cluster.Cluster;
import io.hubplane.hub.cluster.ClusterAnswer;
import io.hubplane.hub.cluster.ClusterClients;
import io.hubplane.hub.cluster.ClusterNode;
import io.hubplane.hub.cluster.ClusterPage;
import io.hubplane.hub.cluster.HubPresence;
import io.hubplane.hub.cluster.Occupancy;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the node says about the farm, as JSON: the nodes, and the connections, groups, users, presences and occupied groups
 * of the audited hub, each in order. The groups and users that are asked for are parameters.
 */
@WebServlet("/view")
public class ViewServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    private transient Cluster cluster;

    @Inject
    private transient OccupiedGroups occupied;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        JSON.writeValue(
                response.getOutputStream(),
                view(List.of(request.getParameterValues("group")), List.of(request.getParameterValues("user"))));
    }

    private Map<String, Object> view(List<String> groups, List<String> users) {
        ClusterClients clients = cluster.clients(AuditedHub.class);
        HubPresence presence = cluster.presence(AuditedHub.class);
        Map<String, String> names =
                cluster.nodes().stream().collect(Collectors.toMap(ClusterNode::id, ClusterNode::name));
        // All are asked before the first answer is awaited.
        Map<String, CompletionStage<?>> asked = new TreeMap<>();
        asked.put("count", clients.count().thenApply(ViewServlet::complete));
        asked.put("connections", listed(clients.list("", ClusterClients.LONGEST_PAGE), each -> described(each, names)));
        asked.put("groups", listed(clients.groups("", ClusterClients.LONGEST_PAGE), ViewServlet::described));
        asked.put("users", listed(clients.users("", ClusterClients.LONGEST_PAGE), ViewServlet::described));
        for (String group : groups) {
            asked.put(
                    "members of " + group,
                    listed(
                            clients.listInGroup(group, "", ClusterClients.LONGEST_PAGE),
                            ClientConnection::connectionId));
            asked.put("count in " + group, clients.countInGroup(group).thenApply(ViewServlet::complete));
        }
        for (String user : users) {
            asked.put(
                    "connections of " + user,
                    listed(clients.listOfUser(user, "", ClusterClients.LONGEST_PAGE), ClientConnection::connectionId));
        }
        Map<String, Object> view = new TreeMap<>();
        view.put(
                "nodes",
                cluster.nodes().stream()
                        .map(each -> each.name() + " " + each.state())
                        .toList());
        view.put("online", presence.onlineUsers());
        view.put("occupied", occupied.names());
        for (String group : groups) {
            view.put(
                    "present in " + group,
                    presence.list(group).stream()
                            .map(each -> each.connectionId() + " " + each.data().get("step"))
                            .toList());
        }
        asked.forEach(
                (what, answer) -> view.put(what, answer.toCompletableFuture().join()));
        return view;
    }

    /** The answer, or the nodes that did not say. */
    private static Object complete(ClusterAnswer<?> answer) {
        return answer.isComplete() ? answer.value() : "silent: " + answer.silent();
    }

    private static <T> CompletionStage<List<String>> listed(
            CompletionStage<ClusterAnswer<ClusterPage<T>>> page, Function<T, String> described) {
        return page.thenApply(answer -> {
            List<String> items = new ArrayList<>();
            answer.value().items().forEach(each -> items.add(described.apply(each)));
            answer.silent().forEach(node -> items.add("silent: " + node));
            return items;
        });
    }

    private static String described(ClientConnection connection, Map<String, String> names) {
        return connection.connectionId() + " on " + names.get(connection.node()) + " of "
                + connection.userIdentifier().orElse("nobody");
    }

    private static String described(Occupancy occupancy) {
        return occupancy.name() + " " + occupancy.connections();
    }
}
