package io.hubplane.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.fixture.BuildOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import redis.clients.jedis.RedisClient;

/**
 * The versions of everything that takes part: those that the build knows ({@code hubplane.bench.versions}: names and
 * versions, {@code Name=version}, with commas), those of libraries on the class path and of packages that npm
 * installed, and those that programs report.
 */
final class Versions {
    /** Libraries that contain their version, by the name in the report. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "Jedis", "redis.clients/jedis",
            "CometD", "org.cometd.java/cometd-java-oort",
            "netty-socketio", "com.corundumstudio.socketio/netty-socketio",
            "Redisson", "org.redisson/redisson");

    private Versions() {}

    static Map<String, String> all(URI redis) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String entry :
                List.of(System.getProperty("hubplane.bench.versions", "").split(","))) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                versions.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        said(List.of("git", "describe", "--always", "--dirty"))
                .ifPresent(commit -> versions.merge("Hubplane", commit, (version, at) -> version + " at " + at));
        versions.put("Redis", redis(redis));
        new TreeMap<>(LIBRARIES)
                .forEach((name, artifact) -> library(artifact).ifPresent(version -> versions.put(name, version)));
        said(List.of("node", "--version")).ifPresent(version -> versions.put("Node.js", version.substring(1)));
        versions.putAll(npm(BuildOutput.project().resolve("src/bench/js/package.json")));
        return versions;
    }

    /** The version that Maven has put into a library; empty if it is not on the class path. */
    private static Optional<String> library(String artifact) {
        try (InputStream in = Versions.class.getResourceAsStream("/META-INF/maven/" + artifact + "/pom.properties")) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String redis(URI uri) {
        try (RedisClient client = RedisClient.create(uri.toString())) {
            return client.info("server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .map(line -> line.substring("redis_version:".length()))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static Map<String, String> npm(Path file) {
        try {
            JsonNode dependencies = new ObjectMapper().readTree(file.toFile()).path("dependencies");
            Map<String, String> versions = new LinkedHashMap<>();
            dependencies
                    .properties()
                    .forEach(entry -> versions.put(
                            "npm " + entry.getKey(), entry.getValue().asText()));
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output of a program; empty if it does not exist or fails. */
    private static Optional<String> said(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(BuildOutput.project().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && !text.isEmpty() ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
