package io.hubplane.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What clients know about themselves, all together; and what each node must say about them ({@code ViewServlet}).
 *
 * @param clients all clients and visitors
 * @param nodes the names of the nodes that live, in order
 */
record KnownFarm(List<Client> clients, List<String> nodes) {
    /** How many users there are, as {@code audited-clients.mjs} divides clients among them. */
    private static final int USERS = 7;

    private static final int ROOMS = 10;
    private static final int PLACES = 5;

    /**
     * A client.
     *
     * @param connection its connection's id
     * @param group the one group that it is in, and present
     * @param step the data of its presence
     */
    record Client(String connection, String node, String user, String group, int step) {}

    /** Reads what {@code audited-clients.mjs} tells; empty if somebody is on its way. */
    static KnownFarm of(JsonNode known, List<String> nodes) {
        List<Client> clients = new ArrayList<>();
        for (JsonNode each : known) {
            clients.add(new Client(
                    each.get("connection").textValue(),
                    each.get("node").textValue(),
                    each.get("user").textValue(),
                    each.get("group").textValue(),
                    each.get("step").intValue()));
        }
        clients.sort(Comparator.comparing(Client::connection));
        return new KnownFarm(clients, nodes);
    }

    /** All groups that somebody may be in. */
    static List<String> groups() {
        return Stream.concat(
                        IntStream.rangeClosed(1, ROOMS).mapToObj(room -> "room-" + room),
                        IntStream.range(0, PLACES).mapToObj(place -> "place-" + place))
                .toList();
    }

    /** All users. */
    static List<String> users() {
        return IntStream.range(0, USERS).mapToObj(user -> "user-" + user).toList();
    }

    /** What a node says that knows everything. */
    Map<String, Object> view() {
        Map<String, List<Client>> byGroup = by(Client::group);
        Map<String, List<Client>> byUser = by(Client::user);
        Map<String, Object> view = new TreeMap<>();
        view.put("nodes", nodes.stream().map(node -> node + " ALIVE").toList());
        view.put("count", clients.size());
        view.put(
                "connections",
                described(clients, each -> each.connection() + " on " + each.node() + " of " + each.user()));
        view.put("groups", counted(byGroup));
        view.put("users", counted(byUser));
        view.put("online", List.copyOf(byUser.keySet()));
        view.put("occupied", List.copyOf(byGroup.keySet()));
        for (String group : groups()) {
            List<Client> members = byGroup.getOrDefault(group, List.of());
            view.put("count in " + group, members.size());
            view.put("members of " + group, described(members, Client::connection));
            view.put("present in " + group, described(members, each -> each.connection() + " " + each.step()));
        }
        for (String user : users()) {
            view.put("connections of " + user, described(byUser.getOrDefault(user, List.of()), Client::connection));
        }
        return view;
    }

    private Map<String, List<Client>> by(Function<Client, String> key) {
        return clients.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    private static List<String> described(Collection<Client> clients, Function<Client, String> described) {
        return clients.stream().map(described).toList();
    }

    private static List<String> counted(Map<String, List<Client>> clients) {
        return clients.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().size())
                .toList();
    }

    /** In which respects a node says something else; empty if in none. */
    String differences(Map<String, Object> said) {
        Map<String, Object> wanted = view();
        return Stream.concat(wanted.keySet().stream(), said.keySet().stream())
                .distinct()
                .filter(what -> !String.valueOf(wanted.get(what)).equals(String.valueOf(said.get(what))))
                .map(what -> what + ": known " + wanted.get(what) + ", said " + said.get(what))
                .collect(Collectors.joining("; "));
    }
}
