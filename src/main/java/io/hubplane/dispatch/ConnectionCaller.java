package io.hubplane.dispatch;

import io.hubplane.connection.HubConnection;
import io.hubplane.connection.Sender;
import io.hubplane.protocol.HubMessage;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** A connection as dispatch sees it. */
final class ConnectionCaller implements Caller {
    private final HubConnection connection;
    private final BiPredicate<HubConnection, HubMessage.Completion> answers;

    /**
     * Makes the view of a connection.
     *
     * @param answers takes what the connection answers, if somebody has asked
     */
    ConnectionCaller(HubConnection connection, BiPredicate<HubConnection, HubMessage.Completion> answers) {
        this.connection = connection;
        this.answers = answers;
    }

    @Override
    public String id() {
        return connection.id();
    }

    @Override
    public String transportName() {
        return connection.transportName();
    }

    @Override
    public Optional<String> userIdentifier() {
        return connection.userIdentifier();
    }

    @Override
    public Sender sender() {
        return connection.sender();
    }

    @Override
    public Optional<String> header(String name) {
        return connection.header(name);
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return connection.queryParameter(name);
    }

    @Override
    public Optional<String> cookie(String name) {
        return connection.cookie(name);
    }

    @Override
    public Map<String, Object> items() {
        return connection.items();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void write(HubMessage message) {
        connection.write(message);
    }

    @Override
    public boolean whenWritable(Runnable action) {
        return connection.whenWritable(action);
    }

    @Override
    public boolean answered(HubMessage.Completion answer) {
        return answers.test(connection, answer);
    }

    @Override
    public boolean pauseReceiving() {
        return connection.pauseReceiving();
    }

    @Override
    public boolean mayHoldReader() {
        return connection.mayHoldReader();
    }

    @Override
    public void abort() {
        connection.abort();
    }

    @Override
    public void fail(Throwable reason, boolean allowReconnect) {
        connection.fail(reason, allowReconnect);
    }
}
