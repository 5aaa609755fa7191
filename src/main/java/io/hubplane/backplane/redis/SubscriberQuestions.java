package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.observe.RepeatedWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Asks Redis whether channels have subscribers ({@code PUBSUB NUMSUB}). Unwritten questions about the same channel count
 * as one, so Redis is asked once in each pipeline, however many messages the pipeline has. If the connection breaks,
 * unanswered questions are asked again on the next one.
 *
 * <p>{@link #ask}, {@link #isEmpty} and {@link #failWaiting} are safe for any thread; only the publishing thread uses the other methods.
 */
final class SubscriberQuestions {
    private static final RepeatedWarning REFUSED = new RepeatedWarning(
            System.getLogger(SubscriberQuestions.class.getName()),
            "Redis does not tell whether channels have subscribers, so nodes that have gone are noticed late; the user of"
                    + " hubplane.redis.uri needs the right +pubsub|numsub");

    private static final byte[] NOTHING = {};

    private final PubSubCommands commands;
    private final byte[] probe;
    private final int limit;
    private final int charLimit;
    /** The questions that have not been written, by channel; guarded by this. */
    private final Map<String, Question> waiting = new LinkedHashMap<>();

    private long waitingChars;
    /** The questions that have been written and not answered, in order. Used only by the publishing thread. */
    private final List<Question> written = new ArrayList<>();

    /**
     * Makes an empty set of questions.
     *
     * @param channels how the channels are used
     * @param limit how many channels may wait to be asked about, from 1
     * @param charLimit the maximum total length of their names, in characters
     */
    SubscriberQuestions(RedisChannels channels, int limit, int charLimit) {
        this.commands = channels.commands();
        this.probe = RedisConnection.utf8(channels.probe());
        this.limit = limit;
        this.charLimit = charLimit;
    }

    /** Asks with the next pipeline. The caller must wake the publishing thread. */
    synchronized CompletionStage<Boolean> ask(String channel) {
        Question same = waiting.get(channel);
        if (same != null) {
            return same.answer();
        }
        if (waiting.size() >= limit || waitingChars + channel.length() > charLimit) {
            return CompletableFuture.failedFuture(new BackplaneException(
                    "Redis was not asked whether a node is there because too many such questions wait"));
        }
        Question question = new Question(channel, new CompletableFuture<>());
        waiting.put(channel, question);
        waitingChars += channel.length();
        return question.answer();
    }

    /** Whether there is no question to write. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private synchronized List<Question> takeWaiting() {
        List<Question> taken = List.copyOf(waiting.values());
        waiting.clear();
        waitingChars = 0;
        return taken;
    }

    /** Writes all questions; false if there are none. */
    boolean write(RedisConnection connection) {
        written.addAll(takeWaiting());
        if (mustProbe()) {
            connection.write(commands.publish, probe, NOTHING);
        }
        for (int i = 0; i < written.size(); i += Subscriptions.COMMAND_CHANNELS) {
            connection.write(Command.PUBSUB, arguments(written.subList(i, end(i))));
        }
        return !written.isEmpty();
    }

    /** A Redis that no longer has the slot would answer that nobody has subscribed. */
    private boolean mustProbe() {
        return commands == PubSubCommands.SHARDED && !written.isEmpty();
    }

    private int end(int begin) {
        return Math.min(begin + Subscriptions.COMMAND_CHANNELS, written.size());
    }

    private byte[][] arguments(List<Question> questions) {
        byte[][] arguments = new byte[1 + questions.size()][];
        arguments[0] = RedisConnection.utf8(commands.countSubscribers);
        for (int i = 0; i < questions.size(); i++) {
            arguments[1 + i] = RedisConnection.utf8(questions.get(i).channel());
        }
        return arguments;
    }

    /** Reads the answers to what {@link #write} has written. */
    void read(RedisConnection connection) {
        if (mustProbe()) {
            Object unused = connection.read();
        }
        while (!written.isEmpty()) {
            List<Question> next = written.subList(0, end(0));
            readAnswer(connection, next);
            next.clear();
        }
    }

    private static void readAnswer(RedisConnection connection, List<Question> questions) {
        try {
            List<?> reply = (List<?>) connection.read(); // [channel, count, channel, count, …], as asked
            for (int i = 0; i < questions.size(); i++) {
                questions.get(i).answer().complete((Long) reply.get(2 * i + 1) > 0);
            }
        } catch (JedisDataException e) {
            REFUSED.warn(e);
            fail(
                    questions,
                    new BackplaneException(
                            "Redis does not tell whether a channel has subscribers: " + e.getMessage(), e));
        }
    }

    /** Fails the questions that have not been written. */
    void failWaiting(BackplaneException cause) {
        fail(takeWaiting(), cause);
    }

    /** Fails all questions. */
    void failAll(BackplaneException cause) {
        failWaiting(cause);
        fail(written, cause);
        written.clear();
    }

    private static void fail(List<Question> questions, BackplaneException cause) {
        questions.forEach(question -> question.answer().completeExceptionally(cause));
    }

    private record Question(String channel, CompletableFuture<Boolean> answer) {}
}
