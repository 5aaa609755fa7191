package io.hubplane.backplane.redis;

import io.hubplane.backplane.redis.RedisConnector.OnceSocketFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A connection to Redis that is written to and read separately. One thread writes and one reads; {@link #abandon} may
 * be called by any. Jedis' own {@code disconnect} is not used, since it flushes and so can block.
 */
final class RedisConnection extends Connection {
    private static final Logger LOGGER = System.getLogger(RedisConnection.class.getName());

    private static final long NONE = Long.MIN_VALUE;

    private final OnceSocketFactory socket;
    /** When the ping was written that is to be answered, in nanoseconds. */
    private volatile long pinged = NONE;

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

    /** A ping is about to be written. */
    void pinging(long now) {
        if (pinged == NONE) {
            pinged = now;
        }
    }

    /** An answer to a ping was read; tells how long after the ping, in nanoseconds, or -1 if none was awaited. */
    long ponged(long now) {
        long since = pinged;
        pinged = NONE;
        return since == NONE ? -1 : now - since;
    }

    /** Ends the connection; whoever reads or writes fails. Does not block. */
    void abandon() {
        setBroken();
        socket.close();
    }

    /**
     * Has Redis end a connection of ours that broke, of which it may not know yet: else it would go on to carry out what
     * it finds of it, behind what comes by this one. Redis numbers its clients from 1 at each start, so it is told the
     * address, too. Where Redis does not let us ({@code CLIENT INFO} came with 6.2, and users may lack the right), the
     * connection is left to itself.
     *
     * @param before what Redis knows that connection by, if there was one
     * @return what it knows this one by; null if it does not say
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
            LOGGER.log(Level.DEBUG, "Redis does not let us end a connection that broke", e);
            return null;
        }
    }

    /** What Redis knows a connection by. */
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
