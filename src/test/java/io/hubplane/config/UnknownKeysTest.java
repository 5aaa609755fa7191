package io.hubplane.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {
    private static final UnknownKeys UNKNOWN_KEYS = new UnknownKeys(
            Stream.concat(Settings.ALL.stream().map(Setting::key), Stream.of("hubplane.hub.chat.keep-alive-interval"))
                    .toList());

    private static List<String> problems(Set<String> names) {
        return problems(names.stream().collect(Collectors.toMap(Function.identity(), name -> "x")));
    }

    private static List<String> problems(Map<String, String> settings) {
        return UNKNOWN_KEYS.problems(settings.keySet(), name -> Optional.ofNullable(settings.get(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "hubplane.redis.url, hubplane.redis.uri",
        "hubplane.redis.channelPrefix, hubplane.redis.channel-prefix",
        "hubplane.redis.channel.prefix, hubplane.redis.channel-prefix",
        "hubplane.keepalive-interval, hubplane.keep-alive-interval",
        "hubplane.detailed-errors, hubplane.enable-detailed-errors",
        "Hubplane.Redis.Uri, hubplane.redis.uri",
        "hubplane.hub.chat.keepalive-interval, hubplane.hub.chat.keep-alive-interval",
        "hubplane.hub.chats.keep-alive-interval, hubplane.hub.chat.keep-alive-interval",
        "HUBPLANE_REDIS_URL, HUBPLANE_REDIS_URI",
        "HUBPLANE_DISPATCH_THREAD, HUBPLANE_DISPATCH_THREADS"
    })
    void unknownNameIsRefusedAndTheNearestIsSuggested(String name, String nearest) {
        assertThat(problems(Set.of(name))).containsExactly(name + " is not a setting; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hubplane.redis.uri",
                "HUBPLANE_REDIS_URI",
                "hubplane_redis_uri",
                "HUBPLANE_REDIS_CHANNEL_PREFIX",
                "HUBPLANE_HUB_CHAT_KEEP_ALIVE_INTERVAL",
                "hubplane",
                "HUBPLANE",
                "hubplanes.redis.url",
                "my.hubplane.redis.url",
                "PATH"
            })
    void knownNamesAndThoseOfOthersAreNoProblem(String name) {
        assertThat(problems(Set.of(name))).isEmpty();
    }

    @Test
    void keyGuessedFromAVariableIsNoProblemBesideTheVariable() {
        assertThat(problems(Set.of("HUBPLANE_REDIS_CHANNEL_PREFIX", "hubplane.redis.channel.prefix")))
                .isEmpty();
    }

    /** What Kubernetes sets in each pod for one Service with two ports. */
    private static Map<String, String> serviceLinks(String service) {
        Map<String, String> variables = new HashMap<>();
        variables.put(service + "_SERVICE_HOST", "10.0.0.5");
        variables.put(service + "_SERVICE_PORT", "6379");
        variables.put(service + "_SERVICE_PORT_TCP_REDIS", "6379");
        variables.put(service + "_PORT", "tcp://10.0.0.5:6379");
        for (String port : List.of("6379_TCP", "26379_UDP")) {
            variables.put(service + "_PORT_" + port, "tcp://10.0.0.5:6379");
            variables.put(service + "_PORT_" + port + "_PROTO", "tcp");
            variables.put(service + "_PORT_" + port + "_PORT", "6379");
            variables.put(service + "_PORT_" + port + "_ADDR", "10.0.0.5");
        }
        return variables;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HUBPLANE",
                "HUBPLANE_REDIS",
                "HUBPLANE_REDIS_MASTER",
                "HUBPLANE_PROD_REDIS_HEADLESS",
                "HUBPLANE_HUB_CHAT",
                "HUBPLANE_DISPATCH_THREADS"
            })
    void variablesKubernetesSetsForAServiceAreNoProblemTogetherOrAlone(String service) {
        Map<String, String> variables = serviceLinks(service);

        assertThat(problems(variables)).isEmpty();
        variables.forEach(
                (name, value) -> assertThat(problems(Map.of(name, value))).isEmpty());
    }

    @Test
    void keysGuessedFromSuchVariablesAreNoProblemBesideThem() {
        Map<String, String> variables = serviceLinks("HUBPLANE_REDIS");
        new HashMap<>(variables)
                .forEach((name, value) ->
                        variables.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));

        assertThat(problems(variables)).isEmpty();
    }

    @Test
    void variablesDockerSetsForALinkedContainerAreNoProblem() {
        assertThat(problems(Map.of(
                        "HUBPLANE_REDIS_PORT", "tcp://172.17.0.5:6379",
                        "HUBPLANE_REDIS_NAME", "/web/hubplane-redis",
                        "HUBPLANE_REDIS_ENV_REDIS_VERSION", "7.4")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HUBPLANE_REDIS_PORT, 6379",
        "HUBPLANE_REDIS_PORT, redis://localhost:6379",
        "HUBPLANE_REDIS_NAME, redis",
        "HUBPLANE_REDIS_HOST, 10.0.0.5",
        "hubplane.redis.port, tcp://10.0.0.5:6379",
        "hubplane.redis.service.host, 10.0.0.5"
    })
    void whatNobodyButAPersonSetsIsRefused(String name, String value) {
        assertThat(problems(Map.of(name, value))).singleElement().asString().startsWith(name + " is not a setting");
    }
}
