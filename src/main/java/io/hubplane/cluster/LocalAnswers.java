package io.hubplane.cluster;

import io.hubplane.cluster.ClusterMessage.Answer;
import io.hubplane.cluster.ClusterMessage.Question;
import io.hubplane.connection.HubConnection;
import io.hubplane.lifetime.recipients.LocalConnections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from what is on this node. Looks at the live tables without a lock, so it holds nobody up; an answer
 * takes time in proportion to what there is: 10,000 connections some milliseconds. Safe for any thread.
 *
 * @param hubs the connections of each hub, by its name
 */
record LocalAnswers(String nodeId, Map<String, LocalConnections> hubs) {
    Answer to(Question question) {
        LocalConnections here = hubs.get(question.hub());
        return here == null ? answer(question, 0) : about(question, here);
    }

    private Answer about(Question question, LocalConnections here) {
        String name = question.name();
        return switch (question.subject()) {
            case CONNECTIONS ->
                question.limit() == 0 ? answer(question, here.size()) : connections(question, here::forEach);
            case IN_GROUP -> connections(question, each -> here.forEachInGroup(name, each));
            case OF_USER -> connections(question, each -> here.forEachOfUser(name, each));
            case GROUPS -> occupancies(question, here::forEachGroup);
            case USERS -> occupancies(question, here::forEachUser);
            case GROUPS_OF -> groupsOf(question, here.find(name));
            case DISCONNECT -> disconnect(question, here.find(name));
            case DISCONNECT_USER -> disconnect(question, here);
        };
    }

    private Answer answer(Question question, long total) {
        return new Answer(question.id(), nodeId, total, false, List.of());
    }

    private <T> Answer answer(Question question, long total, PageCollector<T> page, List<ClusterEntry> entries) {
        return new Answer(question.id(), nodeId, total, page.hasMore(entries.size()), entries);
    }

    private Answer connections(Question question, Consumer<Consumer<HubConnection>> listing) {
        PageCollector<HubConnection> page = new PageCollector<>(question.text(), question.limit());
        listing.accept(connection -> page.offer(connection.id(), connection));
        return answer(question, page.offered(), page, page.entries(LocalAnswers::entry));
    }

    private static ClusterEntry entry(HubConnection connection) {
        return new ClusterEntry(
                connection.id(),
                1,
                connection.userIdentifier().orElse(null),
                connection.transportName(),
                connection.protocol().name());
    }

    private Answer occupancies(Question question, Consumer<ObjIntConsumer<String>> listing) {
        PageCollector<ClusterEntry> page = new PageCollector<>(question.text(), question.limit());
        listing.accept((name, connections) -> {
            if (connections > 0) { // the last one is leaving
                page.offer(name, ClusterEntry.of(name, connections));
            }
        });
        return answer(question, page.offered(), page, page.entries(entry -> entry));
    }

    private Answer groupsOf(Question question, @Nullable HubConnection connection) {
        if (connection == null) {
            return answer(question, 0);
        }
        PageCollector<String> page = new PageCollector<>(question.text(), question.limit());
        connection.groups().forEach(group -> page.offer(group, group));
        return answer(question, 1, page, page.entries(group -> ClusterEntry.of(group, 1)));
    }

    private Answer disconnect(Question question, @Nullable HubConnection connection) {
        boolean done = connection != null && connection.disconnect(question.text());
        return answer(question, done ? 1 : 0);
    }

    private Answer disconnect(Question question, LocalConnections here) {
        List<HubConnection> found = new ArrayList<>();
        here.forEachOfUser(question.name(), found::add);
        AtomicInteger ended = new AtomicInteger();
        found.forEach(connection -> ended.addAndGet(connection.disconnect(question.text()) ? 1 : 0));
        return answer(question, ended.get());
    }
}
