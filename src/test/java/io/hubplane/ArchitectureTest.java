package io.hubplane;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the structure that {@code src/site/markdown/architecture.md} describes. */
class ArchitectureTest {
    private static final String ROOT = "io.hubplane";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LONGEST_FILE = 365;
    private static final int LONGEST_OF_HALF = 60;
    private static final int LONGEST_OF_NINE_TENTHS = 165;
    private static final int MOST_FILES = 30;
    private static final double MOST_PUBLIC = 0.4;
    private static final Pattern PUBLIC_TYPE = Pattern.compile("public .*\\b(class|interface|record|enum)\\b.*");

    /** The packages that have more files; architecture.md says why for each. */
    private static final Set<String> LARGE = Set.of("config", "connection", "dispatch");

    /** The imports that each package may have; all others are forbidden. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry("sample.chat", Set.of("hub", "hub.cluster")),
            entry("dispatch.model", Set.of("hub", "protocol", "reflect", "concurrent")),
            entry("dispatch.stream", Set.of("hub", "protocol", "connection", "observe", "concurrent")),
            entry(
                    "dispatch",
                    Set.of(
                            "dispatch.model",
                            "dispatch.stream",
                            "hub",
                            "protocol",
                            "connection",
                            "connection.outbound",
                            "lifetime",
                            "lifetime.recipients",
                            "delivery",
                            "observe",
                            "concurrent")),
            entry("delivery", Set.of("hub", "protocol", "lifetime", "lifetime.recipients", "reflect")),
            entry("connection.outbound", Set.of("protocol", "transport", "observe", "concurrent")),
            entry("connection", Set.of("connection.outbound", "protocol", "transport", "observe", "concurrent")),
            entry("connection.shutdown", Set.of("connection", "transport", "observe", "concurrent")),
            entry(
                    "lifetime.handover",
                    Set.of(
                            "lifetime.recipients",
                            "lifetime.routing",
                            "connection",
                            "connection.outbound",
                            "backplane",
                            "protocol",
                            "transport",
                            "observe",
                            "concurrent")),
            entry(
                    "lifetime.recipients",
                    Set.of("connection", "connection.outbound", "backplane", "protocol", "observe", "concurrent")),
            entry(
                    "lifetime.forwarding",
                    Set.of(
                            "lifetime.routing",
                            "connection",
                            "connection.outbound",
                            "backplane",
                            "transport",
                            "observe")),
            entry("lifetime.routing", Set.of("connection", "backplane", "protocol", "concurrent")),
            entry(
                    "lifetime",
                    Set.of(
                            "lifetime.forwarding",
                            "lifetime.handover",
                            "lifetime.recipients",
                            "lifetime.routing",
                            "connection",
                            "connection.outbound",
                            "backplane",
                            "protocol",
                            "transport",
                            "observe",
                            "concurrent")),
            entry(
                    "cluster",
                    Set.of(
                            "lifetime",
                            "lifetime.recipients",
                            "lifetime.routing",
                            "connection",
                            "connection.outbound",
                            "backplane",
                            "protocol",
                            "hub.cluster",
                            "observe",
                            "concurrent")),
            entry(
                    "cluster.presence",
                    Set.of(
                            "cluster",
                            "lifetime",
                            "lifetime.recipients",
                            "connection",
                            "backplane",
                            "protocol",
                            "hub",
                            "hub.cluster",
                            "observe",
                            "concurrent")),
            entry("protocol", Set.of("protocol.values", "protocol.jsonb")),
            entry("protocol.json", Set.of("protocol", "protocol.values")),
            entry("protocol.messagepack", Set.of("protocol", "protocol.values")),
            entry("backplane", Set.of("protocol", "observe", "concurrent")),
            entry("backplane.sequence", Set.of("backplane")),
            entry("backplane.redis", Set.of("backplane", "backplane.sequence", "backplane.redis.topology", "observe")),
            entry("transport", Set.of("concurrent")),
            entry("transport.websocket", Set.of("transport", "observe")),
            entry("transport.http.answer", Set.of("transport", "observe", "concurrent")),
            entry("transport.http.access", Set.of("transport", "transport.http.answer", "observe")),
            entry("transport.http", Set.of("transport", "transport.http.answer", "transport.http.access", "observe")),
            entry(
                    "testkit",
                    Set.of(
                            "hub",
                            "dispatch",
                            "dispatch.model",
                            "delivery",
                            "connection",
                            "connection.outbound",
                            "lifetime",
                            "lifetime.recipients",
                            "lifetime.routing",
                            "protocol",
                            "protocol.json",
                            "transport",
                            "backplane",
                            "observe")));

    /** Third-party packages with the only packages of ours that may use them. */
    private static final Map<String, Set<String>> FENCES = Map.of(
            "redis.clients.", Set.of("backplane.redis", "backplane.redis.topology"),
            "jakarta.websocket.", Set.of("transport.websocket", "cdi"),
            // In transport.websocket only for TyrusInput, because Tyrus reads WebSockets from such a stream.
            "jakarta.servlet.",
                    Set.of(
                            "transport.http",
                            "transport.http.access",
                            "transport.http.answer",
                            "transport.websocket",
                            "cdi",
                            "cdi.security"),
            "jakarta.enterprise.concurrent.", Set.of("cdi"),
            // In hub only for BearerCredential, which an application's identity store validates.
            "jakarta.security.", Set.of("cdi.security", "hub"),
            "jakarta.json.", Set.of("protocol.jsonb"),
            "org.jose4j.", Set.of("cdi.security"),
            "org.msgpack.", Set.of(),
            "org.eclipse.microprofile.", Set.of("config"));

    /**
     * The classes that log warnings themselves: those that limit the rate of warnings, and those that warn about the
     * whole node, not about a client.
     */
    private static final Set<String> WARNING = new TreeSet<>(Set.of(
            "observe.ClientLog",
            "observe.RepeatedWarning",
            "backplane.redis.PacedLog",
            "transport.http.access.LimitReports", // once a minute for each limit
            "backplane.redis.LinkLog", // once for each outage
            "backplane.redis.PublishLink", // when a connection to Redis is given up
            "connection.Heartbeat",
            "cdi.HubNode", // when the node starts
            "cdi.security.Gatekeepers",
            "dispatch.model.HubMethodTable",
            "cdi.ContainerThreads")); // when it ends

    /** The types that may depend on each other, with the reason; no other types depend on each other in a circle. */
    private static final Map<Set<String>, String> CIRCLES = Map.of(
            Set.of("protocol.Framing", "protocol.RecordSeparatorFraming"),
            "an interface has its only stateless implementation of general use as a constant",
            Set.of("transport.Wire", "transport.ServerWire"),
            "a public interface has a factory, which hides the class",
            Set.of("protocol.values.ValueForm", "protocol.values.FormSerializer", "protocol.values.FormDeserializer"),
            "a form makes its parts from functions whose types are its own",
            Set.of("testkit.TestClient", "testkit.TestCall"),
            "a client begins a call, which is continued through the client");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesImportOnlyWhatTheTableAllows() {
        Set<String> seen = new HashSet<>();
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = ours(type);
            seen.add(from);
            for (Dependency edge : type.getDirectDependenciesFromSelf()) {
                JavaClass target = edge.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !mayImport(from, target)) {
                    violations.add(from + " -> " + ours(target) + ": " + edge.getDescription());
                }
            }
        }
        assertThat(seen)
                .as("packages looked at")
                .contains(
                        "hub",
                        "protocol",
                        "transport",
                        "connection",
                        "delivery",
                        "dispatch",
                        "backplane",
                        "cdi",
                        "config");
        assertThat(violations).isEmpty();
    }

    @Test
    void everyAllowanceIsUsed() {
        Set<String> unused = new TreeSet<>();
        ALLOWED.forEach((from, allowed) -> allowed.forEach(to -> unused.add(from + " -> " + to)));
        Set<String> unusedFences = new TreeSet<>();
        FENCES.forEach((fenced, users) -> users.forEach(user -> unusedFences.add(user + " -> " + fenced)));
        for (JavaClass type : CLASSES) {
            for (Dependency edge : type.getDirectDependenciesFromSelf()) {
                JavaClass target = edge.getTargetClass().getBaseComponentType();
                unused.remove(ours(type) + " -> " + (target.getPackageName().startsWith(ROOT) ? ours(target) : ""));
                FENCES.keySet().stream()
                        .filter(fenced -> edge.getTargetClass().getName().startsWith(fenced))
                        .forEach(fenced -> unusedFences.remove(ours(type) + " -> " + fenced));
            }
        }
        assertThat(unused).isEmpty();
        assertThat(unusedFences).isEmpty();
    }

    private static boolean mayImport(String from, JavaClass target) {
        String to = ours(target);
        return switch (from) {
            case "cdi", "cdi.security" -> !to.startsWith("sample") && !to.equals("testkit");
            case "config" ->
                to.equals("config")
                        || outermost(target)
                                .getSimpleName()
                                .matches("\\w+Options|OverflowPolicy|TransportType"
                                        + "|BackplaneTrust|BackplaneSecret|UnsignedMessages");
            default -> to.equals(from) || ALLOWED.getOrDefault(from, Set.of()).contains(to);
        };
    }

    @Test
    void thirdPartiesStayBehindTheirFences() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency edge : type.getDirectDependenciesFromSelf()) {
                FENCES.forEach((fenced, users) -> {
                    if (edge.getTargetClass().getName().startsWith(fenced) && !users.contains(ours(type))) {
                        violations.add(edge.getDescription());
                    }
                });
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void warningsThatAClientMayBringAboutGoThroughALogThatPacesThem() {
        Set<String> writing = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            boolean warns = type.getFieldAccessesFromSelf().stream()
                    .map(access -> access.getTarget())
                    .anyMatch(field -> field.getOwner().isEquivalentTo(Level.class)
                            && Set.of("WARNING", "ERROR").contains(field.getName()));
            if (warns) {
                writing.add(ours(type) + "." + outermost(type).getSimpleName());
            }
        }
        assertThat(writing).isEqualTo(WARNING);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void typesDependOnEachOtherInNoOtherCirclesThanThese() {
        TypeCircles circles = new TypeCircles(
                CLASSES, type -> ours(type) + "." + outermost(type).getSimpleName());
        assertThat(circles.all()).isEqualTo(CIRCLES.keySet());
    }

    @Test
    void containerAndCdiStayOutOfTheCore() {
        Set<String> core = Set.of(
                "protocol",
                "protocol.json",
                "protocol.messagepack",
                "protocol.values",
                "concurrent",
                "transport",
                "connection",
                "connection.outbound",
                "connection.shutdown",
                "lifetime",
                "lifetime.forwarding",
                "lifetime.handover",
                "lifetime.recipients",
                "lifetime.routing",
                "delivery",
                "reflect",
                "dispatch",
                "dispatch.model",
                "dispatch.stream",
                "backplane",
                "cluster",
                "cluster.presence",
                "observe",
                "config",
                "testkit");
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency edge : type.getDirectDependenciesFromSelf()) {
                String target = edge.getTargetClass().getName();
                if (core.contains(ours(type))
                        && target.startsWith("jakarta.")
                        && !edge.getTargetClass().isAnnotation()) {
                    violations.add(edge.getDescription());
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void fewerThanTwoFifthsOfTheTypesOutsideTheApiArePublic() {
        List<JavaClass> types = CLASSES.stream()
                .filter(type -> type.isTopLevelClass()
                        && !ours(type).equals("hub")
                        && !ours(type).equals("hub.cluster"))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
        long open = types.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        assertThat(5 * open).as("%d public of %d types", open, types.size()).isLessThan(2L * types.size());
    }

    @Test
    void noSourceIsTooLongToRead() throws IOException {
        List<Path> sources = sources();
        assertThat(sources).isNotEmpty();
        assertThat(sources.stream().filter(source -> lines(source).size() > LONGEST_FILE))
                .isEmpty();
    }

    @Test
    void halfOfTheSourcesFitOnAScreenAndNineTenthsOnThree() throws IOException {
        List<Integer> lengths =
                sources().stream().map(source -> lines(source).size()).sorted().toList();
        String advice =
                "lines; give the second thing in a long class a file of its own, and drop what repeats the code";
        assertThat(lengths.get(lengths.size() / 2))
                .as("the length of the median file in " + advice)
                .isLessThanOrEqualTo(LONGEST_OF_HALF);
        assertThat(lengths.get(lengths.size() * 9 / 10))
                .as("the length which a tenth of the files exceed, in " + advice)
                .isLessThanOrEqualTo(LONGEST_OF_NINE_TENTHS);
    }

    /** Not counted is what applications use, whose types are public on purpose. */
    @Test
    void fewerThanTwoInFiveTypesArePublicOutsideOfWhatApplicationsUse() throws IOException {
        Path api = SOURCES.resolve("io/hubplane/hub");
        List<Path> internal =
                sources().stream().filter(source -> !source.startsWith(api)).toList();
        long visible = internal.stream()
                .filter(source -> lines(source).stream().anyMatch(PUBLIC_TYPE.asMatchPredicate()))
                .count();
        assertThat((double) visible / internal.size())
                .as("the share of public types; a type that only its package uses need not be public")
                .isBetween(0.1, MOST_PUBLIC);
    }

    @Test
    void packagesAreSmallEnoughToSearchExceptThose() throws IOException {
        Map<Path, Long> files =
                sources().stream().collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(files).isNotEmpty();
        Set<String> large = files.entrySet().stream()
                .filter(folder -> folder.getValue() > MOST_FILES)
                .map(folder -> SOURCES.resolve("io/hubplane")
                        .relativize(folder.getKey())
                        .toString())
                .map(name -> name.replace(File.separatorChar, '.'))
                .collect(Collectors.toSet());
        assertThat(large)
                .as("packages with more than %d files; give one that grows a package inside it", MOST_FILES)
                .isEqualTo(LARGE);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Set<Path> packages = sources().stream().map(Path::getParent).collect(Collectors.toSet());
        assertThat(packages)
                .allSatisfy(folder -> assertThat(lines(folder.resolve("package-info.java")))
                        .anyMatch(line -> line.startsWith(" * <p>Depends on"))
                        .contains("@NullMarked"));
    }

    @Test
    void everyPublicTypeAndMemberSaysWhatItIsFor() throws IOException {
        Pattern declaration = Pattern.compile("^( {4})?public .*[({].*");
        Set<String> silent = new TreeSet<>();
        for (Path source : sources()) {
            List<String> lines = lines(source);
            String name = source.getFileName().toString().replace(".java", "");
            boolean open = lines.stream().anyMatch(line -> line.matches("public .*\\b" + name + "\\b.*"));
            for (int i = 0; open && i < lines.size(); i++) {
                if (declaration.matcher(lines.get(i)).matches() && isSilent(lines, i)) {
                    silent.add(name + ": " + lines.get(i).strip());
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    private static boolean isSilent(List<String> lines, int declared) {
        if (lines.get(declared).matches("\\s*public \\w+ \\{")) {
            return false; // a compact constructor: its record says it all
        }
        int i = declared - 1;
        while (i >= 0 && lines.get(i).strip().startsWith("@")) {
            if (lines.get(i).strip().equals("@Override")) {
                return false;
            }
            i--;
        }
        return i < 0 || !lines.get(i).strip().endsWith("*/");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static String ours(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
