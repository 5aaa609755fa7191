package io.hubplane.backplane.redis.topology;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Makes only one socket. Otherwise a Jedis connection whose socket was closed by another thread would open a new
 * one at the next command, without logging in or subscribing.
 */
public final class OnceSocketFactory implements JedisSocketFactory {
    private final JedisSocketFactory factory;
    private boolean used;
    private boolean closed;
    private @Nullable Socket socket;

    /** Makes the factory of one socket, which another factory makes. */
    public OnceSocketFactory(JedisSocketFactory factory) {
        this.factory = factory;
    }

    @Override
    public Socket createSocket() {
        synchronized (this) {
            if (used || closed) {
                throw new JedisConnectionException("The connection was closed");
            }
            used = true;
        }
        Socket created = factory.createSocket();
        synchronized (this) {
            socket = created;
            if (!closed) {
                return created;
            }
        }
        close();
        throw new JedisConnectionException("The connection was closed");
    }

    /** Closes the socket, or prevents it from being made. Does not block; safe for any thread. */
    public void close() {
        Socket open;
        synchronized (this) {
            closed = true;
            open = socket;
        }
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // There is nothing to close.
            }
        }
    }
}
