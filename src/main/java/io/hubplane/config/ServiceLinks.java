package io.hubplane.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables that nobody wrote: for each Service, Kubernetes sets some in every pod whose names begin with
 * the Service's name (Kubernetes, <em>Environment variables</em> of <em>Accessing the Service</em>); Docker does the
 * same for linked containers. For a Service named {@code hubplane-redis}, or one of a release named {@code hubplane},
 * some of them look like settings. They must not hide a misspelt setting. So a name that somebody might have meant as a
 * setting, such as {@code HUBPLANE_REDIS_PORT}, counts as such a variable only if it has the kind of value that
 * Kubernetes or Docker sets.
 */
final class ServiceLinks {
    /** Names that no setting has, not even a misspelt one. */
    private static final Pattern BY_NAME =
            Pattern.compile("\\w+_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern PORT = Pattern.compile("\\w+_PORT");
    private static final Pattern PORT_VALUE = Pattern.compile("(tcp|udp|sctp)://.+:\\d+");

    /** Docker's only, and only together with the port of the same container. */
    private static final Pattern OF_CONTAINER = Pattern.compile("(\\w+?)_(NAME|ENV_\\w+)");

    private final Set<String> names;
    private final Function<String, Optional<String>> values;

    /**
     * Finds the links among some names.
     *
     * @param names everything that is set
     * @param values returns the value of a name
     */
    ServiceLinks(Set<String> names, Function<String, Optional<String>> values) {
        this.names = names;
        this.values = values;
    }

    /** Whether a name was set for a Service. */
    boolean contains(String name) {
        if (isLink(name)) {
            return true;
        }
        // For each variable, SmallRye Config adds a guess at its key, with a dot for each underscore.
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
        return name.indexOf('.') >= 0 && names.contains(variable) && isLink(variable);
    }

    private boolean isLink(String name) {
        return BY_NAME.matcher(name).matches() || isPort(name) || isOfContainer(name);
    }

    private boolean isPort(String name) {
        return PORT.matcher(name).matches()
                && values.apply(name)
                        .filter(value -> PORT_VALUE.matcher(value).matches())
                        .isPresent();
    }

    private boolean isOfContainer(String name) {
        Matcher matcher = OF_CONTAINER.matcher(name);
        return matcher.matches() && isPort(matcher.group(1) + "_PORT");
    }
}
