package io.hubplane.sample.chat;

import io.hubplane.hub.Connected;
import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubException;
import io.hubplane.hub.NonBlocking;
import io.hubplane.hub.cluster.AnnouncesPresence;
import io.hubplane.hub.cluster.Cluster;
import io.hubplane.hub.cluster.HubPresence;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * A chat with everybody, and with the people in the same room. Whoever can open a connection may send to any room. Its
 * methods never wait for anything, so they need no threads of their own.
 */
@NonBlocking
@Hub("/chat")
@AnnouncesPresence(joined = "appeared", left = "disappeared")
public class ChatHub {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_ROOM = 40;
    /** More than a page shows. */
    private static final int MOST_PEOPLE = 200;

    private final HubCallerContext caller;
    private final HubCallerClients clients;
    private final Groups groups;
    private final Cluster cluster;

    /** Somebody in a room, and the node that serves them. */
    public record Person(String connectionId, String name, String node) {}

    /**
     * Makes the hub for one call.
     *
     * @param caller the connection that calls
     * @param clients the clients as seen from it
     * @param groups the rooms
     * @param cluster who is in the rooms
     */
    @Inject
    public ChatHub(HubCallerContext caller, HubCallerClients clients, Groups groups, Cluster cluster) {
        this.caller = caller;
        this.clients = clients;
        this.groups = groups;
        this.cluster = cluster;
    }

    /** Greets a new connection with {@code welcome(node, connectionId)}, so that people see which node serves them. */
    @Connected
    public void greet() {
        clients.caller().send("welcome", caller.node(), caller.connectionId());
    }

    /**
     * Sends {@code broadcastMessage(name, message)} to everybody, the sender included.
     *
     * @param name who speaks, 1 to 40 characters without the white space around them
     * @param message what is said, 1 to 2,000 characters
     */
    public void send(String name, String message) {
        clients.all().send("broadcastMessage", checkedName(name), checkedMessage(message));
    }

    /**
     * Enters a room.
     *
     * @param room the room's name, 1 to 40 characters without the white space around them
     * @return completed when every message to the room from then on reaches the caller
     */
    public CompletionStage<Void> join(String room) {
        return groups.add(caller.connectionId(), checkedRoom(room));
    }

    /**
     * Shows the others in a room who the caller is, until the caller leaves: they get {@code appeared(presence)}, and in
     * the end {@code disappeared(presence)}.
     *
     * @param room a room that the caller has entered, 1 to 40 characters without the white space around them
     * @param name who appears, 1 to 40 characters without the white space around them
     * @return who is in the room, on all nodes
     */
    public List<Person> appear(String room, String name) {
        String checkedRoom = checkedRoom(room);
        HubPresence presence = cluster.presence(ChatHub.class);
        presence.track(caller.connectionId(), checkedRoom, Map.of("name", checkedName(name), "node", caller.node()));
        return presence.list(checkedRoom).stream()
                .limit(MOST_PEOPLE)
                .map(person -> new Person(
                        person.connectionId(),
                        person.data().getOrDefault("name", ""),
                        person.data().getOrDefault("node", "")))
                .toList();
    }

    /**
     * Leaves a room.
     *
     * @param room the room's name, 1 to 40 characters without the white space around them
     * @return completed when no more messages to the room reach the caller
     */
    public CompletionStage<Void> leave(String room) {
        return groups.remove(caller.connectionId(), checkedRoom(room));
    }

    /**
     * Sends {@code roomMessage(room, name, message)} to the members of a room; the sender need not be a member.
     *
     * @param room the room's name, 1 to 40 characters without the white space around them
     * @param name who speaks, 1 to 40 characters without the white space around them
     * @param message what is said, 1 to 2,000 characters
     */
    public void sendToRoom(String room, String name, String message) {
        String checkedRoom = checkedRoom(room);
        clients.group(checkedRoom).send("roomMessage", checkedRoom, checkedName(name), checkedMessage(message));
    }

    private static String checkedName(String name) {
        return checked("name", stripped(name), LONGEST_NAME);
    }

    private static String checkedRoom(String room) {
        return checked("room", stripped(room), LONGEST_ROOM);
    }

    private static String checkedMessage(String message) {
        return checked("message", Objects.requireNonNullElse(message, ""), LONGEST_MESSAGE);
    }

    private static String stripped(String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }

    private static String checked(String what, String text, int longest) {
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > longest) {
            throw new HubException("The " + what + " has " + length + " characters, must have 1 to " + longest + ".");
        }
        return text;
    }
}
