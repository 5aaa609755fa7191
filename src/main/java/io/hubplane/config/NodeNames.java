package io.hubplane.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names for nodes without a configured name. */
final class NodeNames {
    private static final int LONGEST_HOST = 100;

    private NodeNames() {}

    /** The host's name and a few random characters, since several nodes may share a host. */
    static String make() {
        return make(hostName(System.getenv()), ThreadLocalRandom.current().nextInt());
    }

    static String make(String host, int random) {
        String safe = host.replaceAll("[^\\w.-]", "-");
        return safe.substring(0, Math.min(safe.length(), LONGEST_HOST)) + "-"
                + String.format("%06x", random & 0xFF_FFFF);
    }

    /** From the environment where possible: asking the system may wait for a name server. */
    private static String hostName(Map<String, String> environment) {
        return Stream.<@Nullable String>of(environment.get("HOSTNAME"), environment.get("COMPUTERNAME"))
                .flatMap(Stream::ofNullable)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(NodeNames::localHost);
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
