package io.hubplane.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** The cases written in JavaScript, for the JavaScript client. */
final class JsCases {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsCases() {}

    /**
     * How a case ended.
     *
     * @param group what it belongs to
     * @param name what it shows
     * @param error why it failed, or null if it passed
     */
    record Result(String group, String name, @Nullable String error) {
        DynamicTest toTest() {
            return DynamicTest.dynamicTest(name, () -> {
                if (error != null) {
                    throw new AssertionError(group + ": " + name + "\n" + error);
                }
            });
        }
    }

    /** Where the cases are. */
    static Path directory() {
        return BuildOutput.project().resolve("src/test/js/conformance");
    }

    /** Runs all cases in Node.js. */
    static List<Result> runInNode(Map<String, String> addresses) throws JsonProcessingException {
        List<String> command = List.of(
                "node",
                directory().resolve("run-in-node.js").toString(),
                BuildOutput.npm().toString(),
                JSON.writeValueAsString(addresses));
        try (ChildProcess node =
                ChildProcess.start("conformance in Node", command, Map.of(), BuildOutput.npm(), line -> {})) {
            if (!node.awaitEnd(PATIENCE) || node.exitCode() != 0) {
                throw new AssertionError(node + " has not ended well within " + PATIENCE + ":\n"
                        + node.log().tail(20));
            }
            node.end().join();
            return parse(node.log().lines().stream()
                    .filter(line -> line.startsWith("{\"group\":"))
                    .collect(Collectors.joining(",", "[", "]")));
        }
    }

    /** Reads results, a list in JSON. */
    static List<Result> parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, new TypeReference<>() {});
    }

    /** The results as separate tests, in their groups. */
    static Stream<DynamicNode> tests(List<Result> results) {
        Map<String, List<DynamicTest>> groups = new LinkedHashMap<>();
        for (Result result : results) {
            groups.computeIfAbsent(result.group(), key -> new ArrayList<>()).add(result.toTest());
        }
        return groups.entrySet().stream()
                .map(group -> DynamicContainer.dynamicContainer(group.getKey(), group.getValue()));
    }
}
