package io.hubplane.backplane.redis.topology;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of Redis and the login, from a URI: {@code redis[s]://[[user]:password@]host[:port][/database]}, as
 * registered with IANA ({@code redis}, {@code rediss}). Parsed from the URI's text. {@link URI#getHost()} is not used,
 * since it does not accept an underscore, as in service names of Docker Compose. {@link URI#getUserInfo()} is not used,
 * since it no longer distinguishes a colon in the user's name from the one after it. Immutable.
 *
 * @param tls whether TLS is used
 * @param user the user, or null for Redis's default user
 * @param password the password, or null if there is none
 * @param host the host; an IPv6 address without brackets
 * @param port the port, 1 to 65535
 * @param database the database, 0 to 999,999,999; publications are seen in all databases
 */
public record RedisAddress(
        boolean tls, @Nullable String user, @Nullable String password, String host, int port, int database) {
    /** The allowed form, for error messages. */
    public static final String SYNTAX = "redis://[[user]:password@]host[:port][/database]";

    private static final int DEFAULT_PORT = 6379;
    private static final int LAST_PORT = 65_535;

    private static final Pattern SCHEME = Pattern.compile("rediss?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:([^:@]*):([^@]*)@)?" // user and password
                    + "(?:\\[([0-9a-fA-F:.]+(?:%[\\w.-]+)?)]|([\\w.-]+))" // an IPv6 address, or another host
                    + "(?::(\\d{1,5}))?");
    private static final Pattern DATABASE = Pattern.compile("|/|/(\\d{1,9})");

    /**
     * Whether a URI has one of the Redis schemes.
     *
     * @param uri any URI
     * @return whether it has
     */
    public static boolean isOfRedis(URI uri) {
        return uri.getScheme() != null && SCHEME.matcher(uri.getScheme()).matches();
    }

    /**
     * Reads a URI.
     *
     * @param uri any URI
     * @return what it says
     * @throws IllegalArgumentException if it is not the URI of a Redis; the message quotes nothing of it
     */
    public static RedisAddress of(URI uri) {
        if (!isOfRedis(uri)) {
            throw new IllegalArgumentException("The scheme must be redis or rediss");
        }
        String authority = uri.getRawAuthority();
        Matcher matcher = AUTHORITY.matcher(authority == null ? "" : authority);
        Matcher database = DATABASE.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
        if (!matcher.matches() || !database.matches() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("It must be written as " + SYNTAX);
        }
        String user = decoded(matcher.group(1));
        String password = decoded(matcher.group(2));
        return new RedisAddress(
                uri.getScheme().toLowerCase(Locale.ROOT).equals("rediss"),
                user,
                password == null && user != null ? "" : password, // a user is always logged in
                matcher.group(3) == null ? matcher.group(4) : matcher.group(3),
                port(matcher.group(5)),
                database.group(1) == null ? 0 : Integer.parseInt(database.group(1)));
    }

    private static int port(@Nullable String text) {
        int port = text == null ? DEFAULT_PORT : Integer.parseInt(text);
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("The port must be 1 to " + LAST_PORT);
        }
        return port;
    }

    /** Decodes percent-encoded UTF-8; null for null. A plus means itself, as in every URI except those of forms. */
    private static @Nullable String decoded(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') { // two digits follow, since otherwise it would not be a URI
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RedisAddress[" + host + ":" + port + "/" + database + (tls ? ", TLS]" : "]");
    }
}
