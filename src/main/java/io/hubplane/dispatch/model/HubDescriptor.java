package io.hubplane.dispatch.model;

import io.hubplane.hub.Hub;
import io.hubplane.reflect.TypeResolution;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes a hub class: its path, its name and what clients may call. Immutable. */
public final class HubDescriptor {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Pattern DOTS = Pattern.compile("(.*/)?\\.{1,2}(/.*)?");

    private final Class<?> hubClass;
    private final String path;
    private final String name;
    private final HubMethodTable methods;
    private final @Nullable LifecycleMethod connected;
    private final @Nullable LifecycleMethod disconnected;
    private final HubAccess access;

    private HubDescriptor(Class<?> hubClass, Hub hub) {
        HubClassRules.check(hubClass);
        this.hubClass = hubClass;
        path = checkedPath(hubClass, hub.value());
        name = hub.name().isEmpty() ? hubClass.getName() : checkedName(hubClass, hub.name());
        TypeResolution types = new TypeResolution(hubClass);
        List<FoundMethod> found = HubMethodScan.methodsOf(hubClass, types);
        methods = new HubMethodTable(hubClass, found, types);
        connected = LifecycleMethod.connected(hubClass, found);
        disconnected = LifecycleMethod.disconnected(hubClass, found);
        access = HubAccess.of(hubClass, found);
    }

    /**
     * Reads a hub class.
     *
     * @param hubClass a class annotated with {@link Hub}
     * @return its description
     * @throws HubDefinitionException if the class cannot serve as a hub
     */
    public static HubDescriptor of(Class<?> hubClass) {
        Hub hub = hubClass.getAnnotation(Hub.class);
        if (hub == null) {
            throw new HubDefinitionException(hubClass, "is not annotated with @Hub, which gives the hub its path");
        }
        return new HubDescriptor(hubClass, hub);
    }

    static String checkedPath(Class<?> hubClass, String path) {
        if (!PATH.matcher(path).matches() || DOTS.matcher(path).matches() || path.endsWith("/negotiate")) {
            throw new HubDefinitionException(
                    hubClass,
                    "the path is '" + path + "', must be segments of letters, digits, '-', '.', '_' and '~', each"
                            + " after a slash, the last not 'negotiate', for example '/chat'");
        }
        return path;
    }

    private static String checkedName(Class<?> hubClass, String name) {
        if (name.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new HubDefinitionException(
                    hubClass, "the name is '" + name + "', must have no white space and no control characters");
        }
        return name;
    }

    /**
     * The hub class.
     *
     * @return the class
     */
    public Class<?> hubClass() {
        return hubClass;
    }

    /**
     * The hub's path below the context root.
     *
     * @return the path, beginning with a slash
     */
    public String path() {
        return path;
    }

    /**
     * The name that identifies this hub on the backplane, in logs and in measurements.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The names that clients may call, as declared.
     *
     * @return the names, in alphabetical order
     */
    public List<String> methodNames() {
        return methods.all().stream().map(HubMethodDescriptor::name).toList();
    }

    /**
     * Who may connect, and which roles the hub uses.
     *
     * @return the rules
     */
    public HubAccess access() {
        return access;
    }

    /** The method with a name, ignoring case; null if clients cannot call such a method. */
    @Nullable
    public HubMethodDescriptor method(String target) {
        return methods.find(target);
    }

    /** The method that is called when a connection begins; null if there is none. */
    @Nullable
    public LifecycleMethod connected() {
        return connected;
    }

    /** The method that is called when a connection has ended; null if there is none. */
    @Nullable
    public LifecycleMethod disconnected() {
        return disconnected;
    }
}
