package io.hubplane.cluster.presence;

import io.hubplane.hub.HubException;
import io.hubplane.hub.cluster.HubPresence;
import io.hubplane.hub.cluster.Presence;
import java.util.Map;

/** How large presences are. */
final class PresenceData {
    private PresenceData() {}

    private static int characters(Map<String, String> data) {
        return data.entrySet().stream()
                .mapToInt(each -> each.getKey().length() + each.getValue().length())
                .sum();
    }

    /** Checks data, which often come from a client. */
    static void check(Map<String, String> data) {
        int characters = characters(data);
        if (characters > HubPresence.MOST_DATA) {
            throw new HubException("The data of a presence have " + characters + " characters; they may have "
                    + HubPresence.MOST_DATA + ".");
        }
    }

    /** At least as many bytes as a presence takes in a message. */
    static int bytes(Presence presence) {
        return 32
                + 3
                        * (presence.hub().length()
                                + presence.group().length()
                                + presence.connectionId().length()
                                + presence.userIdentifier().orElse("").length()
                                + characters(presence.data()))
                + 6 * presence.data().size();
    }
}
