package io.hubplane.transport.http.answer;

import io.hubplane.transport.Pending;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.Wire;

/**
 * An answer that carries messages, until the client's socket has taken it. If the server holds the end of it and cannot
 * tell it from later answers, that end is not watched.
 *
 * <p>The TCP connection of the answer may afterwards serve another request of this client, or of other clients behind a
 * proxy. So no client is cut off for bytes that may not belong to this answer.
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
        if (!wire.tellsOfAbort()) { // the server will not report the end, and would keep the answer
            response.fail(new TransportException("The client took too long to read the answer to a poll"));
        }
    }
}
