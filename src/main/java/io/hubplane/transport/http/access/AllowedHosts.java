package io.hubplane.transport.http.access;

import io.hubplane.transport.http.answer.Answer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host names by which clients may reach this server. An attacker can make a name of his own resolve to this
 * server's address ("DNS rebinding"). Browsers then treat his page as one of the same origin; only the requested name
 * reveals it. Immutable.
 */
final class AllowedHosts {
    private static final Pattern SYNTAX =
            Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?(:\\d{1,5})?|\\[[0-9a-f:.]+](:\\d{1,5})?");

    private final Set<String> hosts;

    /**
     * Reads hosts.
     *
     * @param hosts hosts as in {@code chat.example.org}; with a port to allow only that port, with {@code *.} in front
     *     to allow all hosts below; an empty collection allows any host
     * @throws IllegalArgumentException if a text is not a host
     */
    AllowedHosts(Collection<String> hosts) {
        this.hosts = hosts.stream().map(AllowedHosts::parse).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads a host.
     *
     * @throws IllegalArgumentException if the text is not a host
     */
    static String parse(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (!SYNTAX.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + text + "' in hubplane.allowed-hosts is not a host; write"
                    + " chat.example.org, chat.example.org:8443, [2001:db8::1] or *.example.org");
        }
        return host;
    }

    /** The answer to a request for a host that is not allowed; empty if it is allowed. */
    Optional<Answer> refusal(ClientSide asked) {
        return hosts.isEmpty() || isAllowed(asked.host())
                ? Optional.empty()
                : Optional.of(Answer.text(
                        403,
                        "The request is for the host '" + asked.host() + "', which is not in hubplane.allowed-hosts. A"
                                + " proxy in front of the server must pass on the Host header, or be listed in"
                                + " hubplane.trusted-proxies and send X-Forwarded-Host."));
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
