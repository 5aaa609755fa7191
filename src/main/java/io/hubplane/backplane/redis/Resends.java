package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneResends;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.sequence.SentMessages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What this node asks others to send again, and its answers to those that ask. Each of them goes to the channel that
 * the other node has for itself. What is lost on the way is asked for again by the node that misses it, so nothing is
 * published a second time from here.
 *
 * <p>A node has one question at a time: a later one takes the place of one that waits. {@link #ask}, {@link #asked} and
 * {@link #wait} are safe for any thread, the other methods are for the publishing thread.
 */
final class Resends {
    private static final Logger LOGGER = System.getLogger(Resends.class.getName());

    /** More nodes than a farm has; bounds what invented ones take. */
    static final int NODES = 512;

    /** The most bytes of answers in one pipeline, except for its first answer: those of a pipeline's messages. */
    private static final long PIPELINE_BYTES = Pipeline.BYTES;
    /**
     * The most bytes of answers in a second, about: twice what is kept by default, so that nobody makes a node send
     * more by asking again and again.
     */
    static final long SECOND_BYTES = 16 << 20;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RedisChannels channels;
    private final String nodeId;
    private final SentMessages sent;
    private final Map<String, Wanted> questions = new LinkedHashMap<>();
    private final Map<String, Wanted> unanswered = new LinkedHashMap<>();
    /** When the second began in which {@link #secondBytes} were sent. */
    private long second;

    private long secondBytes;
    private int written;

    Resends(RedisChannels channels, String nodeId, SentMessages sent) {
        this.channels = channels;
        this.nodeId = nodeId;
        this.sent = sent;
    }

    /** Keeps a message that has just been numbered. Called by the publishing thread. */
    void published(Publication publication) {
        sent.add(publication);
    }

    /** Forgets what is too old to be sent again. Called by the publishing thread. */
    void dropOld(long now) {
        sent.dropOld(now);
    }

    /** Asks a node. The caller must wake the publishing thread. */
    synchronized void ask(String node, Wanted question) {
        put(questions, node, question);
    }

    /** A node has asked. The caller must wake the publishing thread. */
    synchronized void asked(String node, Wanted question) {
        put(unanswered, node, question);
    }

    private static void put(Map<String, Wanted> waiting, String node, Wanted question) {
        if (waiting.size() < NODES || waiting.containsKey(node)) {
            waiting.put(node, question);
        }
    }

    /** How long until there is something to write, at most a given time; in nanoseconds. */
    synchronized long wait(long most, long now) {
        if (!questions.isEmpty()) {
            return 0;
        }
        if (unanswered.isEmpty()) {
            return most;
        }
        return mayAnswer(now) ? 0 : Math.max(0, Math.min(most, second + SECOND - now));
    }

    private boolean mayAnswer(long now) {
        return secondBytes < SECOND_BYTES || now - second >= SECOND;
    }

    private synchronized Map<String, Wanted> takeQuestions() {
        Map<String, Wanted> taken = new LinkedHashMap<>(questions);
        questions.clear();
        return taken;
    }

    private synchronized Map.@Nullable Entry<String, Wanted> nextUnanswered(long now) {
        if (unanswered.isEmpty() || !mayAnswer(now)) {
            return null;
        }
        Map.Entry<String, Wanted> next = unanswered.entrySet().iterator().next();
        unanswered.remove(next.getKey());
        return Map.entry(next.getKey(), next.getValue());
    }

    private synchronized void count(long bytes, long now) {
        if (now - second >= SECOND) {
            second = now;
            secondBytes = 0;
        }
        secondBytes += bytes;
    }

    /** Writes the questions, and answers as far as the limits allow; false if there was nothing to write. */
    boolean write(RedisConnection connection, MessageSeal seal, long now) {
        written = 0;
        sent.dropOld(now);
        takeQuestions().forEach((node, question) -> write(connection, seal, node, question));
        long bytes = 0;
        while (bytes < PIPELINE_BYTES) {
            Map.Entry<String, Wanted> next = nextUnanswered(now);
            if (next == null) {
                break;
            }
            Resent answer = sent.answer(next.getValue(), now);
            int length = write(connection, seal, next.getKey(), answer);
            count(length, now);
            bytes += length;
        }
        return written > 0;
    }

    private int write(RedisConnection connection, MessageSeal seal, String node, BackplaneResends message) {
        byte[] channel = RedisConnection.utf8(channels.control(node));
        byte[] bytes = message.encode();
        seal.stamp(channel, bytes, nodeId, 0);
        connection.write(channels.commands().publish, channel, bytes);
        written++;
        return bytes.length;
    }

    /** Reads the replies to what {@link #write} has written. */
    void read(RedisConnection connection) {
        while (written > 0) {
            written--;
            try {
                Object unused = connection.read();
            } catch (JedisDataException e) {
                if (PubSubCommands.isElsewhere(e)) {
                    throw e;
                }
                LOGGER.log(Level.DEBUG, "Redis refused a message about lost messages, which are reported then", e);
            }
        }
    }
}
