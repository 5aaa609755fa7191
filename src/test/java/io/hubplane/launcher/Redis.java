package io.hubplane.launcher;

import io.hubplane.fixture.Ports;
import io.hubplane.fixture.RedisServer;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/** The Redis of a run: one that is started for it and ends with it, or one that already runs. */
final class Redis implements AutoCloseable {
    private static final int USUAL_PORT = 6379;
    private static final int TIMEOUT_MILLIS = 3_000;

    private final String uri;
    private final String client;
    private final @Nullable RedisServer started;

    private Redis(String uri, String client, @Nullable RedisServer started) {
        this.uri = uri;
        this.client = client;
        this.started = started;
    }

    /** Starts a Redis, or checks that the configured one answers. */
    static Redis of(RunOptions options) {
        return options.redisUri().map(Redis::existing).orElseGet(() -> start(options));
    }

    private static Redis start(RunOptions options) {
        int port = options.redisPort()
                .orElseGet(() -> Ports.isFree(Checks.loopback(), USUAL_PORT) ? USUAL_PORT : Ports.free());
        RedisServer server = RedisServer.start(port);
        return new Redis(server.uri().toString(), "redis-cli -p " + port, server);
    }

    private static Redis existing(String text) {
        URI uri = parse(text);
        String shown = uri.getScheme() + "://" + (uri.getRawUserInfo() == null ? "" : "***@") + uri.getHost() + ":"
                + portOf(uri);
        try (Jedis jedis = connect(uri)) {
            jedis.ping();
        } catch (JedisConnectionException e) {
            throw new RunFailure("no Redis answers at " + shown + " (" + rootCause(e) + "); start it, correct "
                    + RunOptions.REDIS_URI + ", or unset that to have one started here");
        } catch (JedisAccessControlException e) {
            throw new RunFailure("Redis at " + shown + " refuses the user or the password in " + RunOptions.REDIS_URI
                    + " (" + firstWord(e) + "), which has the form redis://[user]:password@host:port");
        } catch (JedisDataException e) {
            throw new RunFailure("Redis at " + shown + " answers with an error: " + e.getMessage());
        } catch (JedisException e) {
            throw new RunFailure("no Redis can be reached at " + shown + " (" + rootCause(e) + ")");
        }
        return new Redis(text, "redis-cli -h " + uri.getHost() + " -p " + portOf(uri), null);
    }

    private static Jedis connect(URI uri) {
        return new Jedis(
                JedisURIHelper.getHostAndPort(uri),
                DefaultJedisClientConfig.builder(uri)
                        .timeoutMillis(TIMEOUT_MILLIS)
                        .serverDefaultProtocol()
                        .build());
    }

    private static URI parse(String text) {
        try {
            URI uri = new URI(text);
            boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            if (known && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below; the exception's text would show the password.
        }
        throw new RunFailure(RunOptions.REDIS_URI + " is no Redis address, which has the form"
                + " redis://[user]:password@host:port (rediss:// for TLS; percent-encode special characters)");
    }

    private static int portOf(URI uri) {
        return uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static String firstWord(Throwable failure) {
        return String.valueOf(failure.getMessage()).split(" ", 2)[0];
    }

    String uri() {
        return uri;
    }

    /** The command line that shows a farm's messages. */
    String watch(String channelPrefix) {
        return client + " psubscribe '" + channelPrefix + "*'";
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
