package io.hubplane.serverconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.config.HubplaneConfiguration;
import io.hubplane.connection.shutdown.ShutdownOptions;
import io.hubplane.transport.http.Readiness;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What can be said of the recipe for Kubernetes without Kubernetes. */
class KubernetesConfigurationTest {
    /** What a node needs at most when its clients have gone, in seconds; see configuration.md. */
    private static final int REST = 5;

    private static final List<String> OPTIONS = List.of(
            "hubplane.backplane.secret",
            "hubplane.redis.uri",
            "hubplane.node.name",
            "hubplane.allow-stateful-reconnects",
            "hubplane.shutdown.spread");

    private final Map<String, JsonNode> objects = new TreeMap<>();

    KubernetesConfigurationTest() {
        ObjectMapper json = new ObjectMapper();
        new Yaml().loadAll(ShippedFile.read("kubernetes/hubplane.yaml")).forEach(each -> {
            JsonNode object = json.valueToTree(each);
            objects.put(
                    object.at("/apiVersion").asText() + " " + object.at("/kind").asText(), object);
        });
    }

    private JsonNode at(String object, String path) {
        JsonNode value = Objects.requireNonNull(objects.get(object), object).at(path);
        assertThat(value.isMissingNode()).as(object + path + " is missing").isFalse();
        return value;
    }

    private JsonNode pod(String path) {
        return at("apps/v1 Deployment", "/spec/template/spec" + path);
    }

    private JsonNode node(String path) {
        return pod("/containers/0" + path);
    }

    /** The options that the nodes get. */
    private HubplaneConfiguration configuration() {
        Map<String, String> options = new TreeMap<>();
        at("v1 Secret", "/stringData")
                .properties()
                .forEach(each -> options.put(key(each.getKey()), each.getValue().asText()));
        for (JsonNode each : node("/env")) {
            String name = each.get("name").asText();
            if (name.startsWith("HUBPLANE_")) {
                options.put(key(name), each.path("value").asText("a-pod"));
            }
        }
        return HubplaneConfiguration.of(options);
    }

    private static String key(String variable) {
        return OPTIONS.stream()
                .filter(key -> variable.equals(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Add the option of " + variable));
    }

    @Test
    void hasWhatTheTableSaysAndNothingElse() {
        assertThat(objects)
                .containsOnlyKeys("v1 Secret", "v1 Service", "policy/v1 PodDisruptionBudget", "apps/v1 Deployment");
    }

    @Test
    void everythingIsAboutTheSamePods() {
        JsonNode labels = at("apps/v1 Deployment", "/spec/template/metadata/labels");

        assertThat(at("apps/v1 Deployment", "/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(at("policy/v1 PodDisruptionBudget", "/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(at("v1 Service", "/spec/selector")).isEqualTo(labels);
        assertThat(node("/envFrom/0/secretRef/name")).isEqualTo(at("v1 Secret", "/metadata/name"));
    }

    @Test
    void clientsComeOnlyToNodesThatTakeThem() {
        String path = "/hubplane" + Readiness.PATH;
        String port = node("/ports/0/name").asText();

        assertThat(node("/readinessProbe/httpGet/path").asText()).isEqualTo(path);
        assertThat(node("/startupProbe/httpGet/path").asText()).isEqualTo(path);
        assertThat(node("/livenessProbe").has("httpGet"))
                .as("a node that is drained is not ready, and must not be killed")
                .isFalse();
        assertThat(at("v1 Service", "/spec/ports/0/targetPort").asText()).isEqualTo(port);
    }

    @Test
    void nodesHaveTheTimeToSendTheirClientsAway() {
        JsonNode preStop = node("/lifecycle/preStop/exec/command");
        assertThat(preStop.get(0).asText()).isEqualTo("sleep");
        int noticed = node("/readinessProbe/periodSeconds").asInt()
                * node("/readinessProbe/failureThreshold").asInt();
        assertThat(preStop.get(1).asInt()).isGreaterThan(noticed);

        ShutdownOptions shutdown = configuration().shutdown();
        long needed = preStop.get(1).asInt()
                + shutdown.delay().toSeconds()
                + shutdown.spread().toSeconds()
                + REST;
        assertThat(pod("/terminationGracePeriodSeconds").asLong()).isGreaterThan(needed);
    }

    @Test
    void oneNodeGoesAtATimeAndOnlyWhenAnotherIsThere() {
        JsonNode update = at("apps/v1 Deployment", "/spec/strategy/rollingUpdate");

        assertThat(update.get("maxUnavailable").asInt()).isZero();
        assertThat(update.get("maxSurge").asInt()).isEqualTo(1);
        assertThat(at("policy/v1 PodDisruptionBudget", "/spec/maxUnavailable").asInt())
                .isEqualTo(1);
        assertThat(at("apps/v1 Deployment", "/spec/replicas").asInt()).isGreaterThan(1);
    }

    /** Variables like HUBPLANE_SERVICE_HOST would be taken for options. */
    @Test
    void noVariableOfAServiceIsTakenForAnOption() {
        assertThat(pod("/enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(at("v1 Service", "/metadata/name").asText()).doesNotStartWith("hubplane");
    }
}
