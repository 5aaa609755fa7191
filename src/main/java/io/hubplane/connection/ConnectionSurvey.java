package io.hubplane.connection;

import io.hubplane.connection.outbound.OutboundLoad;
import io.hubplane.observe.HubStatistics;
import java.util.HashMap;
import java.util.Map;

/** Counts the connections of a hub and what belongs to them, one by one. Used by one thread. */
final class ConnectionSurvey {
    private final Map<String, Integer> byTransport = new HashMap<>();
    private final Map<String, Integer> byProtocol = new HashMap<>();
    private int clients;
    private int calls;
    private int streams;
    private long waitingMessages;
    private long waitingBytes;
    private int slow;

    /** Adds a client whose transport has not closed. */
    void add(ConnectionPipeline pipeline) {
        clients++;
        OutboundLoad waiting = pipeline.queue().load();
        waitingMessages += waiting.messages();
        waitingBytes += waiting.bytes();
        if (waiting.isBeyondBounds()) {
            slow++;
        }
        calls += pipeline.registration().openCalls();
        streams += pipeline.registration().openStreams();
        if (pipeline.lifecycle().isOpen()) {
            byTransport.merge(pipeline.lifecycle().transportName(), 1, Integer::sum);
            byProtocol.merge(pipeline.lifecycle().protocol().name(), 1, Integer::sum);
        }
    }

    HubStatistics statistics(HubServices services, ConnectionRegistry.Counts registered) {
        return new HubStatistics(
                services.hub(),
                clients,
                registered.connections(),
                byTransport,
                byProtocol,
                registered.users(),
                registered.groups(),
                registered.scopes(),
                calls,
                streams,
                registered.clientResultsAwaited(),
                registered.clientResultsOwed(),
                registered.groupChangesAwaited(),
                registered.forwardedRequests(),
                registered.unconfirmedAnswers(),
                waitingMessages,
                waitingBytes,
                slow,
                services.counts().limits().counts(),
                services.counts().totals());
    }
}
