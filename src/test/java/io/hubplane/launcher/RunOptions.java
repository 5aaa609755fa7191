package io.hubplane.launcher;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.NodeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the user set. Wrong values lead to a {@link RunFailure} that names key, value and what is allowed.
 *
 * @param ports the nodes' HTTP ports
 * @param address the address the nodes listen on
 * @param redisUri a Redis that runs already, or empty to start one
 * @param redisPort the port for a Redis to start, or empty for 6379 or, if that is taken, any
 * @param secret the secret of the nodes, or empty to make one
 * @param war the application
 * @param javaOptions options for the nodes' Java virtual machines
 */
record RunOptions(
        List<Integer> ports,
        String address,
        Optional<String> redisUri,
        Optional<Integer> redisPort,
        Optional<String> secret,
        Path war,
        List<String> javaOptions) {

    static final String PORTS = "hubplane.run.ports";
    static final String ADDRESS = "hubplane.run.address";
    static final String REDIS_PORT = "hubplane.run.redis-port";
    static final String WAR = "hubplane.run.war";
    static final String JAVA_OPTIONS = "hubplane.run.java-options";
    static final String SECRET = "HUBPLANE_BACKPLANE_SECRET";
    static final String REDIS_URI = "HUBPLANE_REDIS_URI";

    private static final String DEFAULT_PORTS = "8080,8081";
    private static final String DEFAULT_JAVA_OPTIONS = "-Xmx512m";
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    RunOptions {
        ports = List.copyOf(ports);
        javaOptions = List.copyOf(javaOptions);
    }

    static RunOptions of(Properties properties, Map<String, String> environment) {
        String ports = properties.getProperty(PORTS, DEFAULT_PORTS).strip();
        List<Integer> numbers =
                COMMA.splitAsStream(ports).map(port -> port(PORTS, port)).toList();
        if (numbers.stream().distinct().count() < numbers.size()) {
            throw new RunFailure(PORTS + " is " + ports + ", must be different ports");
        }
        return new RunOptions(
                numbers,
                properties.getProperty(ADDRESS, NodeSettings.LOOPBACK).strip(),
                Optional.ofNullable(environment.get(REDIS_URI)).filter(uri -> !uri.isBlank()),
                Optional.ofNullable(properties.getProperty(REDIS_PORT)).map(port -> port(REDIS_PORT, port.strip())),
                Optional.ofNullable(environment.get(SECRET)).filter(secret -> !secret.isBlank()),
                Optional.ofNullable(properties.getProperty(WAR)).map(Path::of).orElseGet(BuildOutput::war),
                Stream.of(properties.getProperty(JAVA_OPTIONS, DEFAULT_JAVA_OPTIONS))
                        .flatMap(SPACE::splitAsStream)
                        .filter(option -> !option.isEmpty())
                        .toList());
    }

    private static int port(String key, String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below, as for a number out of range.
        }
        throw new RunFailure(
                key + " has " + (value.isEmpty() ? "nothing" : value) + " where a port, 1 to 65535, belongs");
    }
}
