package io.hubplane.backplane.redis.topology;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is, and the login, from a URI. One Redis is {@code redis[s]://[[user]:password@]host[:port][/database]}, as
 * registered with IANA. One that Sentinel watches is
 * {@code redis[s]+sentinel://[[user]:password@]host[:port],…[/database]?master=name}, with the hosts of the sentinels. A
 * Cluster is {@code redis[s]+cluster://[[user]:password@]host[:port],…}, with some of its nodes.
 *
 * <p>Parsed from the URI's text. {@link URI#getHost()} is not used, since it accepts neither several hosts nor an
 * underscore, as in service names of Docker Compose. {@link URI#getUserInfo()} is not used, since it no longer
 * distinguishes a colon in the user's name from the one after it. Immutable.
 *
 * @param form what there is
 * @param tls whether TLS is used
 * @param user the user, or null for Redis's default user
 * @param password the password, or null if there is none
 * @param hosts the Redis, its sentinels, or some nodes of the Cluster; at least one. IPv6 addresses are without brackets
 * @param database the database, 0 to 999,999,999; publications are seen in all databases
 * @param master what the sentinels call the Redis; empty without Sentinel
 */
public record RedisAddress(
        RedisForm form,
        boolean tls,
        @Nullable String user,
        @Nullable String password,
        List<HostAndPort> hosts,
        int database,
        String master) {
    /** The allowed form, for error messages. */
    public static final String SYNTAX = "redis://[[user]:password@]host[:port][/database]";

    /** The other allowed forms, for error messages. */
    public static final String OTHER_SYNTAX = "redis+sentinel://[[user]:password@]host[:port],…[/database]?master=name,"
            + " redis+cluster://[[user]:password@]host[:port],…";

    private static final int LAST_PORT = 65_535;

    private static final Pattern SCHEME =
            Pattern.compile("redis(s)?(\\+sentinel|\\+cluster|)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOGIN = Pattern.compile("(?:(?<user>[^:@]*):(?<password>[^@]*)@)?(?<hosts>[^@]*)");
    private static final Pattern HOST = Pattern.compile(
            "(?:\\[([0-9a-fA-F:.]+(?:%[\\w.-]+)?)]|([\\w.-]+))" // an IPv6 address, or another host
                    + "(?::(\\d{1,5}))?");

    public RedisAddress {
        hosts = List.copyOf(hosts);
    }

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
        Matcher scheme = SCHEME.matcher(uri.getScheme() == null ? "" : uri.getScheme());
        require(scheme.matches());
        RedisForm form = RedisForm.ofScheme(scheme.group(2));
        Matcher login = LOGIN.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        Matcher path = form.path().matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
        Matcher query = form.query().matcher(uri.getRawQuery() == null ? "" : uri.getRawQuery());
        require(login.matches() && path.matches() && query.matches() && uri.getRawFragment() == null);
        String user = PercentText.decoded(login.group("user"));
        String password = PercentText.decoded(login.group("password"));
        String database = form == RedisForm.CLUSTER ? null : path.group("database");
        return new RedisAddress(
                form,
                scheme.group(1) != null,
                user,
                password == null && user != null ? "" : password, // a user is always logged in
                hosts(login.group("hosts"), form),
                database == null ? 0 : Integer.parseInt(database),
                form == RedisForm.SENTINEL ? query.group("master") : "");
    }

    private static List<HostAndPort> hosts(String text, RedisForm form) {
        List<HostAndPort> hosts = new ArrayList<>();
        for (String each : form == RedisForm.STANDALONE ? new String[] {text} : text.split(",", -1)) {
            Matcher host = HOST.matcher(each);
            require(host.matches());
            int port = host.group(3) == null ? form.port : Integer.parseInt(host.group(3));
            require(port >= 1 && port <= LAST_PORT);
            hosts.add(new HostAndPort(host.group(1) == null ? host.group(2) : host.group(1), port));
        }
        return hosts;
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("It must be written as " + SYNTAX + ", or " + OTHER_SYNTAX);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RedisAddress[" + form + " " + hosts + "/" + database + " " + master + (tls ? ", TLS]" : "]");
    }
}
