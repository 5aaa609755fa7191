package io.hubplane.faults;

import java.util.Map;

/**
 * What an audit has found. Times are in milliseconds.
 *
 * @param receptions how many messages have arrived that should have, once for each receiver
 * @param lostElsewhere how many messages were missed by at least one client on another node than the sender's, by that
 *     node and the scope
 * @param lostHere how many messages were missed by at least one client on the sender's node
 * @param doubled how many receptions were not the first of their message
 * @param disordered how many receptions came after a later message of the same sender to the same scope
 * @param late how many arrived after more than a second
 * @param silenceMedian the longest time for which nothing came from the other node though something had been sent, for
 *     half of the clients
 * @param silenceP99 the same for all but one in a hundred
 * @param longestAway the longest time for which a client could not receive, because its connection was broken
 * @param normalAfter how long after the fault's end everything was normal again: from that time on, for at least three
 *     seconds, all messages that are sent arrive everywhere in 200 ms; infinite if never
 */
record Findings(
        int receptions,
        Map<String, Map<Integer, Integer>> lostElsewhere,
        int lostHere,
        int doubled,
        int disordered,
        int late,
        double silenceMedian,
        double silenceP99,
        double longestAway,
        double normalAfter) {

    /** How many messages were lost between the nodes. */
    int lost() {
        return lostElsewhere.values().stream()
                .flatMap(scopes -> scopes.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** How many of them no node has reported; compared for each node and scope. */
    int silent(Map<String, Map<Integer, Integer>> reported) {
        int[] silent = {0};
        lostElsewhere.forEach((node, scopes) -> scopes.forEach((scope, lost) -> silent[0] +=
                Math.max(0, lost - reported.getOrDefault(node, Map.of()).getOrDefault(scope, 0))));
        return silent[0];
    }
}
