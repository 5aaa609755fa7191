package io.hubplane.cdi;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.hub.HubMapperCustomizer;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hub protocols of an application, with its customizations of values. */
final class HubMappers {
    private final List<Module> modules;
    private final List<HubMapperCustomizer> customizers;

    /**
     * Makes mappers of an application.
     *
     * @param modules registered with each of them, in order
     * @param customizers called after that, in order
     * @throws IllegalStateException if two modules have the same id, so that Jackson would ignore one of them
     */
    HubMappers(List<Module> modules, List<HubMapperCustomizer> customizers) {
        this.modules = List.copyOf(modules);
        this.customizers = List.copyOf(customizers);
        Map<Object, Module> known = new HashMap<>();
        for (Module module : modules) {
            Module other = known.putIfAbsent(module.getTypeId(), module);
            if (other != null) {
                throw new IllegalStateException("The Jackson modules " + named(module) + " and " + named(other)
                        + " have the same id, " + module.getTypeId()
                        + ", so only one of them would be used; give them different names, or remove one of them");
            }
        }
    }

    /** Those of the application's beans. */
    static HubMappers of(Instance<Object> beans) {
        return new HubMappers(inOrder(beans.select(Module.class)), inOrder(beans.select(HubMapperCustomizer.class)));
    }

    private static <T> List<T> inOrder(Instance<T> beans) {
        return beans.handlesStream()
                .sorted(Comparator.<Instance.Handle<T>>comparingInt(
                                handle -> priority(handle.getBean().getBeanClass()))
                        .thenComparing(handle -> handle.getBean().getBeanClass().getName()))
                .map(Instance.Handle::get)
                .toList();
    }

    private static int priority(Class<?> type) {
        Priority priority = type.getAnnotation(Priority.class);
        return priority == null ? Integer.MAX_VALUE : priority.value();
    }

    /** The protocols, with mappers of their own. */
    List<HubProtocol> protocols(MessagePackOptions messagePack) {
        return List.of(
                new JsonHubProtocol(customized(JsonHubProtocol.standardMapper(), "json")),
                new MessagePackHubProtocol(
                        customized(MessagePackHubProtocol.standardMapper(messagePack), "messagepack")));
    }

    private ObjectMapper customized(ObjectMapper standard, String protocol) {
        ObjectMapper mapper = standard.registerModules(modules);
        for (HubMapperCustomizer customizer : customizers) {
            mapper = customizer.customize(mapper, protocol);
            if (mapper == null) {
                throw new IllegalStateException(named(customizer) + " returned null for " + protocol
                        + ", must return the mapper to use, usually the one it was given");
            }
        }
        return mapper;
    }

    private static String named(Object bean) {
        return bean.getClass().getName();
    }
}
