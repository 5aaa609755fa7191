package io.hubplane.backplane.redis.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Those who can be asked where Redis is, and who are asked in turn, each by a connection of its own. Whoever has not
 * answered is asked last from then on, until it answers.
 *
 * <p>{@link #close} is safe for any thread and ends a question that waits; the other methods are for one thread at a time.
 */
final class Guides {
    private final JedisClientConfig config;
    /** In the order in which they are asked. */
    private final List<HostAndPort> all;

    private final Set<HostAndPort> silent = new LinkedHashSet<>();
    private @Nullable JedisException failure;
    private volatile @Nullable OnceSocketFactory asking;
    private volatile boolean closed;

    Guides(Collection<HostAndPort> known, JedisClientConfig config) {
        this.all = new ArrayList<>(known);
        this.config = config;
    }

    /** These can be asked, too. */
    void add(Collection<HostAndPort> more) {
        for (HostAndPort each : more) {
            if (!all.contains(each)) {
                all.add(each);
            }
        }
    }

    /** Those that can be asked, in the order in which they should be. */
    List<HostAndPort> inTurn() {
        List<HostAndPort> ordered = new ArrayList<>(all);
        ordered.removeAll(silent);
        ordered.addAll(silent);
        return ordered;
    }

    /**
     * Asks one of them.
     *
     * @param question asks, by a connection that is closed afterwards
     * @return the answer; null if there is none
     */
    <T> @Nullable T ask(HostAndPort guide, Function<Jedis, @Nullable T> question) {
        all.remove(guide);
        all.add(guide); // so that another one comes first next time
        OnceSocketFactory socket = new OnceSocketFactory(new DefaultJedisSocketFactory(guide, config));
        asking = socket;
        if (closed) {
            return null;
        }
        try (Jedis connection = new Jedis(socket, config)) {
            T answer = question.apply(connection);
            silent.remove(guide);
            return answer;
        } catch (JedisException e) {
            silent.add(guide);
            failure = e;
            return null;
        }
    }

    /** What to throw if none of them has answered. */
    JedisException failure(String text) {
        JedisException last = failure;
        failure = null;
        return last == null ? new JedisConnectionException(text) : new JedisConnectionException(text, last);
    }

    void close() {
        closed = true;
        OnceSocketFactory socket = asking;
        if (socket != null) {
            socket.close();
        }
    }
}
