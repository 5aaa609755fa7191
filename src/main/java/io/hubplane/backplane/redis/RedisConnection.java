package io.hubplane.backplane.redis;

import io.hubplane.backplane.redis.RedisConnector.OnceSocketFactory;
import java.nio.charset.StandardCharsets;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;

/**
 * A connection to Redis that is written to and read separately. One thread writes and one reads; {@link #abandon} may
 * be called by any. Jedis' own {@code disconnect} is not used, since it flushes and so can block.
 */
final class RedisConnection extends Connection {
    private final OnceSocketFactory socket;

    RedisConnection(OnceSocketFactory socket, JedisClientConfig config) {
        super(socket, config);
        this.socket = socket;
    }

    /** Puts a command into the buffer; a command larger than the buffer is written at once. */
    void write(Command command, byte[]... arguments) {
        sendCommand(command, arguments);
    }

    /** Writes what is in the buffer. */
    @Override
    public void flush() {
        super.flush();
    }

    /** Waits for the next reply; an error reply is a {@code JedisDataException}. */
    Object read() {
        return getUnflushedObject();
    }

    /** Ends the connection; whoever reads or writes fails. Does not block. */
    void abandon() {
        setBroken();
        socket.close();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
