package io.hubplane.backplane.redis;

import io.hubplane.backplane.redis.topology.OnceSocketFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.RedisInputStream;

/**
 * A connection to Redis that is written and read separately. One thread writes and one reads; any thread may call
 * {@link #abandon}. Jedis' own {@code disconnect} is not used, since it flushes and so can block.
 */
final class RedisConnection extends Connection {
    private static final Logger LOGGER = System.getLogger(RedisConnection.class.getName());

    private static final long NONE = Long.MIN_VALUE;

    private final OnceSocketFactory socket;
    /** Whether the reading thread waits for a reply without reading it. Used by that thread only. */
    private boolean awaits;
    /** When the unanswered ping was written, in nanoseconds. */
    private volatile long pinged = NONE;

    RedisConnection(OnceSocketFactory socket, JedisClientConfig config) {
        super(socket, config);
        this.socket = socket;
    }

    /** Puts a command into the buffer; a command larger than the buffer is written at once. */
    void write(Command command, byte[]... arguments) {
        sendCommand(command, arguments);
    }

    /** Writes the contents of the buffer. */
    @Override
    public void flush() {
        super.flush();
    }

    /** Waits for the next reply; an error reply is a {@code JedisDataException}. */
    Object read() {
        return getUnflushedObject();
    }

    /** Waits for the first byte of the next reply, for however long that takes. */
    void awaitReply() {
        int timeout = getSoTimeout();
        setSoTimeout(0);
        awaits = true;
        try {
            Object unused = getUnflushedObject();
        } finally {
            awaits = false;
        }
        setSoTimeout(timeout);
    }

    @Override
    protected Object protocolRead(RedisInputStream input, PushConsumerChain consumers) {
        return awaits ? input.peek((byte) 0) : super.protocolRead(input, consumers);
    }

    /** A ping is about to be written. */
    void pinging(long now) {
        if (pinged == NONE) {
            pinged = now;
        }
    }

    /** An answer to a ping was read. Returns how long after the ping, in nanoseconds, or -1 if none was expected. */
    long ponged(long now) {
        long since = pinged;
        pinged = NONE;
        return since == NONE ? -1 : now - since;
    }

    /** Ends the connection; threads that read or write it fail. Does not block. */
    void abandon() {
        setBroken();
        socket.close();
    }

    /**
     * Makes Redis end an earlier connection of ours that broke, since Redis may not know that yet. Otherwise it could
     * still execute commands from that connection after those of this one. Redis numbers its clients from 1 at each
     * start, so the address is given, too. If Redis does not allow this ({@code CLIENT INFO} came with 6.2, and users
     * may lack the permission), the earlier connection is not ended.
     *
     * @param before how Redis identifies that connection, if there was one
     * @return how Redis identifies this one; null if Redis does not say
     */
    @Nullable
    Client replace(@Nullable Client before) {
        try {
            if (before != null) {
                sendCommand(Command.CLIENT, "KILL", "ID", before.id(), "ADDR", before.address());
                long unused = getIntegerReply();
            }
            sendCommand(Command.CLIENT, "INFO");
            return Client.of(getBulkReply());
        } catch (JedisDataException e) {
            LOGGER.log(Level.DEBUG, "Redis does not allow its user to end a broken connection", e);
            return null;
        }
    }

    /**
     * Checks that Redis is a master ({@code ROLE}).
     *
     * @throws JedisConnectionException if it is not
     */
    void requireMaster() {
        sendCommand(Command.ROLE);
        Object role = getObjectMultiBulkReply().get(0);
        if (!(role instanceof byte[] name) || !"master".equals(new String(name, StandardCharsets.UTF_8))) {
            throw new JedisConnectionException("The sentinels name a Redis that is not a master, or not yet");
        }
    }

    /** How Redis identifies a connection. */
    record Client(String id, String address) {
        private static final Pattern INFO = Pattern.compile("(?:.* )?id=(\\d+) (?:.* )?addr=(\\S+) .*", Pattern.DOTALL);

        static @Nullable Client of(String info) {
            Matcher found = INFO.matcher(info);
            return found.matches() ? new Client(found.group(1), found.group(2)) : null;
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
