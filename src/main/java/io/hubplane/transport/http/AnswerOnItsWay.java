package io.hubplane.transport.http;

import io.hubplane.transport.Pending;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.Wire;

/**
 * An answer that carries messages, from when there is one until the client's socket has taken it, but for what the server
 * holds at the end and does not tell from later answers.
 *
 * <p>The connection it leaves by may serve another request of the client, or of others behind a proxy, afterwards. So
 * nobody is cut off for what cannot be said to be of this answer.
 */
final class AnswerOnItsWay implements Pending {
    private final Wire wire;
    private final NonBlockingResponse response;

    AnswerOnItsWay(Wire wire, NonBlockingResponse response) {
        this.wire = wire;
        this.response = response;
    }

    @Override
    public boolean isOver() {
        return response.isOver() && !wire.holdsAnswer();
    }

    @Override
    public void abort() {
        wire.abort();
        if (!wire.tellsOfAbort()) { // and would keep the answer
            response.fail(new TransportException("The client took too long for the answer to a poll"));
        }
    }
}
