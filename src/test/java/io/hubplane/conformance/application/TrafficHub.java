package io.hubplane.conformance.application;

import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Passes numbers in both directions, so that a client can see which are missing, doubled or out of order. */
@Hub("/traffic")
public class TrafficHub {
    private static final String NUMBER = "number";

    /** Returns the id of the caller's connection. */
    public String id(HubCallerContext caller) {
        return caller.connectionId();
    }

    /** Returns twice a number. */
    public int twice(int number) {
        return 2 * number;
    }

    /** Keeps a number with the caller's connection. */
    public void collect(int number, HubCallerContext caller) {
        numbersOf(caller).add(number);
    }

    /** Returns what was kept, in the order of the calls. */
    public List<Integer> collected(HubCallerContext caller) {
        return List.copyOf(numbersOf(caller));
    }

    @SuppressWarnings("unchecked") // nothing else is kept there
    private static List<Integer> numbersOf(HubCallerContext caller) {
        return (List<Integer>)
                caller.items().computeIfAbsent(NUMBER, key -> Collections.synchronizedList(new ArrayList<Integer>()));
    }

    /** Sends a number to a connection. */
    public CompletionStage<Void> tell(String connectionId, int number, HubCallerClients clients) {
        return clients.client(connectionId).send(NUMBER, number);
    }

    /** Sends a number to a group. */
    public CompletionStage<Void> tellGroup(String group, int number, HubCallerClients clients) {
        return clients.group(group).send(NUMBER, number);
    }

    /** Sends a number to everybody. */
    public CompletionStage<Void> tellAll(int number, HubCallerClients clients) {
        return clients.all().send(NUMBER, number);
    }

    /** Puts the caller into a group. */
    public CompletionStage<Void> join(String group, HubCallerContext caller, Groups groups) {
        return groups.add(caller.connectionId(), group);
    }

    /** Takes the caller out of a group. */
    public CompletionStage<Void> leave(String group, HubCallerContext caller, Groups groups) {
        return groups.remove(caller.connectionId(), group);
    }
}
