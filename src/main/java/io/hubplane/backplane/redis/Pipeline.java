package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplanePositions.ToldAll;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.sequence.PositionNews;
import io.hubplane.backplane.sequence.PositionNews.News;
import io.hubplane.backplane.sequence.PublishSequences;
import io.hubplane.observe.BackplaneCounts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The messages being published: written together, then answered one after the other. A message is numbered when it is
 * written, so numbers follow the order on the wire. If the connection breaks, the rest is written to the next
 * connection first, with the same numbers; receivers drop what they have already received. Used by one thread.
 */
final class Pipeline {
    /**
     * The most messages in a pipeline; bounds how long the first message of the next one waits for the replies to this
     * one.
     */
    static final int MESSAGES = 1024;

    static final int BYTES = 1 << 20;

    /** What the thread that publishes may write itself: fewer bytes than the smallest buffer of a socket. */
    static final int SMALL_BYTES = 8 << 10;

    private static final int SMALL_MESSAGES = 16;

    private static final Logger LOGGER = System.getLogger(Pipeline.class.getName());

    private final String nodeId;
    /** Used only by whoever has the connection. */
    private final MessageSeal seal;

    private final PubSubCommands commands;
    private final byte[] positions;
    private final PublishSequences sequences;
    private final PositionNews positionNews;
    private final SubscriberQuestions questions;
    private final Resends resends;
    private final Audience audience;
    private final BackplaneCounts observer;
    private final LongSupplier nanoTime;
    private final Deque<Publication> unanswered = new ArrayDeque<>();

    Pipeline(
            String nodeId,
            MessageSeal seal,
            RedisChannels channels,
            PublishSequences sequences,
            PositionNews positionNews,
            SubscriberQuestions questions,
            Resends resends,
            Audience audience,
            BackplaneCounts observer,
            LongSupplier nanoTime) {
        this.nodeId = nodeId;
        this.seal = seal;
        this.commands = channels.commands();
        this.positions = RedisConnection.utf8(channels.positions());
        this.sequences = sequences;
        this.positionNews = positionNews;
        this.questions = questions;
        this.resends = resends;
        this.audience = audience;
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    boolean isEmpty() {
        return unanswered.isEmpty();
    }

    /** The messages without a reply; new messages are added here. */
    Collection<Publication> messages() {
        return unanswered;
    }

    /**
     * Writes the questions, all messages, what is sent again and the position news, and reads the replies. If there is
     * nothing to write, sends a ping.
     */
    void exchange(RedisConnection connection, long now) {
        // Taken after the messages, and written before them: a question asked before a message is answered before it.
        boolean asks = questions.write(connection);
        writeMessages(connection, now);
        boolean resent = resends.write(connection, seal, now);
        // After the messages: the news count them, and so every receiver of the news has already received them.
        News news = positionNews.take(now);
        if (!asks
                && !resent
                && unanswered.isEmpty()
                && (news == null || news.messages().isEmpty())) {
            connection.ping();
        } else {
            exchange(connection, news, now);
        }
    }

    private void writeMessages(RedisConnection connection, long now) {
        for (Publication publication : unanswered) {
            if (publication.goesWithoutNumber()) {
                publication.writtenAgain = true; // its time is now, so it is not written to another connection
            } else if (!publication.isNumbered()) {
                sequences.number(publication, now);
                resends.published(publication);
            } else {
                publication.writtenAgain = true;
            }
            // The same bytes may be published to several channels, so they are stamped again each time.
            byte[] channel = RedisConnection.utf8(publication.channel());
            seal.stamp(channel, publication.message(), nodeId, publication.position());
            connection.write(commands.publish, channel, publication.message());
        }
    }

    /**
     * Writes a few small messages that wait, or a ping if there are none. Its caller has borrowed the connection, and
     * the replies to all earlier commands have been read, so the socket's buffer has room.
     */
    void writeSmall(RedisConnection connection, PublishQueue queue, long now) {
        queue.moveSmallTo(unanswered, SMALL_MESSAGES, SMALL_BYTES);
        if (unanswered.isEmpty()) {
            connection.write(Command.PING);
        } else {
            writeMessages(connection, now);
        }
        connection.flush();
    }

    /** Reads the replies to what {@link #writeSmall} has written. */
    void readSmall(RedisConnection connection, long writtenAt) {
        if (unanswered.isEmpty()) {
            readAnswer(connection);
        }
        readReplies(connection, writtenAt);
    }

    private void exchange(RedisConnection connection, @Nullable News news, long now) {
        boolean said = news == null;
        try {
            if (news != null) {
                for (byte[] message : news.messages()) {
                    seal.stamp(positions, message, nodeId, 0);
                    connection.write(commands.publish, positions, message);
                }
            }
            connection.flush();
            questions.read(connection);
            readReplies(connection, now);
            resends.read(connection);
            if (news != null) {
                news.messages().forEach(message -> readAnswer(connection));
                positionNews.said(news, now);
                said = true;
            }
        } finally {
            if (!said && news != null) {
                positionNews.unsaid(news);
            }
        }
    }

    /**
     * Reads the replies to all messages. Those that belong elsewhere stay, in order, to be written to the next
     * connection.
     *
     * @throws JedisDataException if there are such messages
     */
    private void readReplies(RedisConnection connection, long now) {
        JedisDataException elsewhere = null;
        int left = unanswered.size();
        try {
            while (left > 0) {
                JedisDataException refusal = readReply(connection, now);
                left--;
                if (refusal != null) {
                    elsewhere = refusal;
                    unanswered.add(unanswered.remove());
                }
            }
        } finally {
            for (; left > 0; left--) {
                unanswered.add(unanswered.remove()); // behind those that belong elsewhere, which were before them
            }
        }
        if (elsewhere != null) {
            throw elsewhere;
        }
    }

    /** Reads the reply to the first message, and removes it; or returns the refusal of a message that belongs elsewhere. */
    private @Nullable JedisDataException readReply(RedisConnection connection, long now) {
        Publication publication = unanswered.element();
        try {
            long subscribed = (Long) connection.read();
            unanswered.remove();
            sequences.published(publication, subscribed > 0);
            audience.noticed(subscribed, now);
            if (!publication.goesWithoutNumber()) {
                observer.backplanePublished(
                        publication.message().length, observer.isObserved() ? nanoTime.getAsLong() - now : 0);
            }
            publication.taken().complete(null);
        } catch (JedisDataException e) {
            if (PubSubCommands.isElsewhere(e)) {
                publication.writtenAgain = false; // it was not carried out
                return e;
            }
            unanswered.remove();
            if (!publication.goesWithoutNumber()) {
                sequences.lost(publication, now);
                positionNews.tell(now);
                observer.backplanePublishFailed();
            }
            publication.fail(new BackplaneException("Redis refused the message: " + e.getMessage(), e));
        }
        return null;
    }

    /** Asks how many nodes are subscribed, by a message that tells them nothing; -1 if Redis does not say. */
    long countListening(RedisConnection connection) {
        byte[] nothing = new ToldAll(List.of(), true).encode();
        seal.stamp(positions, nothing, nodeId, 0);
        connection.write(commands.publish, positions, nothing);
        connection.flush();
        try {
            return (Long) connection.read();
        } catch (JedisDataException e) {
            if (PubSubCommands.isElsewhere(e)) {
                throw e;
            }
            return -1;
        }
    }

    private static void readAnswer(RedisConnection connection) {
        try {
            Object unused = connection.read();
        } catch (JedisDataException e) {
            if (PubSubCommands.isElsewhere(e)) {
                throw e;
            }
            LOGGER.log(Level.DEBUG, "Redis refused to tell other nodes what was published", e);
        }
    }

    /**
     * Removes the messages that may have been published and must not be published again.
     *
     * @param again whether a message may be written twice; it is never written more often, since it may be the one that
     *     breaks the connection
     */
    List<Publication> doubtful(boolean again) {
        return remove(publication -> publication.wasWritten() && (publication.writtenAgain || !again));
    }

    /** Removes all messages. */
    List<Publication> clear() {
        return remove(publication -> true);
    }

    /** Removes and returns some messages; the predicate is called for each, in order. */
    List<Publication> remove(Predicate<Publication> chosen) {
        List<Publication> removed = new ArrayList<>();
        unanswered.removeIf(each -> chosen.test(each) && removed.add(each));
        return removed;
    }
}
