package io.hubplane.transport.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names this server is asked by. A page whose own name was led to this server's address by its owner is of the same
 * origin to a browser, and says so; only the name gives it away ("DNS rebinding"). Immutable.
 */
final class AllowedHosts {
    private static final Pattern SYNTAX =
            Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?(:\\d{1,5})?|\\[[0-9a-f:.]+](:\\d{1,5})?");

    private final Set<String> hosts;

    /**
     * Reads hosts.
     *
     * @param hosts hosts as in {@code chat.example.org}, with the port if only that one is meant, or with {@code *.} before
     *     them for all below; none for any
     * @throws IllegalArgumentException if one is none
     */
    AllowedHosts(Collection<String> hosts) {
        this.hosts = hosts.stream().map(AllowedHosts::parse).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads a host.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String parse(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (!SYNTAX.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + text + "' in hubplane.allowed-hosts is not a host; write"
                    + " chat.example.org, chat.example.org:8443, [2001:db8::1] or *.example.org");
        }
        return host;
    }

    /** The answer to a request that asks for another host; empty if it does not. */
    Optional<Answer> refusal(ClientSide asked) {
        return hosts.isEmpty() || isAllowed(asked.host())
                ? Optional.empty()
                : Optional.of(Answer.text(
                        403,
                        "This server was asked as '" + asked.host() + "', which is not among hubplane.allowed-hosts. A"
                                + " proxy in between has to pass on the Host header, or be one of hubplane.trusted-proxies"
                                + " and say X-Forwarded-Host."));
    }

    private boolean isAllowed(@Nullable String text) {
        if (text == null) {
            return false;
        }
        String host = text.toLowerCase(Locale.ROOT);
        int colon = host.indexOf(':', host.lastIndexOf(']') + 1);
        String name = colon < 0 ? host : host.substring(0, colon);
        return hosts.contains(host) || hosts.contains(name) || isBelow(name, host);
    }

    private boolean isBelow(String name, String host) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (hosts.contains("*" + name.substring(dot)) || hosts.contains("*" + host.substring(dot))) {
                return true;
            }
        }
        return false;
    }
}
