package io.hubplane.cdi;

import io.hubplane.config.ConfigurationException;
import io.hubplane.config.HubConfiguration;
import io.hubplane.config.HubplaneConfiguration;
import io.hubplane.delivery.HubViews;
import io.hubplane.dispatch.CallScope;
import io.hubplane.dispatch.model.HubDefinitionException;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubContext;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.NodeDrain;
import io.hubplane.hub.UserIdProvider;
import io.hubplane.hub.cluster.Cluster;
import io.hubplane.observe.GuardedHubObserver;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.HubStatisticsSource;
import io.hubplane.observe.NodeStatistics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import jakarta.servlet.ServletContext;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hubs of an application while CDI starts, refuses what cannot work, and makes {@link HubContext} injectable
 * for each hub. It also connects the other parts of the wiring: it holds the node between start and stop.
 *
 * <p>CDI calls it on one thread while the application starts; after that only the node changes.
 */
public class HubplaneExtension implements Extension {
    private static final List<Class<?>> CALLED_FOR_EVERYBODY =
            List.of(HubFilter.class, HubObserver.class, UserIdProvider.class);

    private final Map<Bean<?>, HubDescriptor> hubs = new LinkedHashMap<>();
    /** The classes of those that are no session beans. */
    private final Map<Bean<?>, AnnotatedType<?>> types = new LinkedHashMap<>();

    private final Map<HubDescriptor, LateDelivery> deliveries = new LinkedHashMap<>();
    private final FilterBeans filters = new FilterBeans();
    private final CallScope callScope = new CallScope();
    private boolean requestScoped;
    private volatile @Nullable HubplaneConfiguration configuration;
    private volatile @Nullable HubNode node;
    private volatile @Nullable HubObserver observer;

    void findHub(@Observes ProcessManagedBean<?> event) {
        Class<?> type = event.getAnnotatedBeanClass().getJavaClass();
        if (type.isAnnotationPresent(Hub.class)) {
            try {
                SecurityAnnotationCheck.refuseAdded(event.getAnnotatedBeanClass());
                hubs.put(event.getBean(), HubDescriptor.of(type));
                if (!(event instanceof ProcessSessionBean)) {
                    types.put(event.getBean(), event.getAnnotatedBeanClass());
                }
            } catch (HubDefinitionException | DefinitionException e) {
                event.addDefinitionError(e);
            }
        }
    }

    void noticeRequestScope(@Observes ProcessBean<?> event) {
        requestScoped |= event.getBean().getScope() == RequestScoped.class;
    }

    void findFilter(@Observes ProcessBean<?> event) {
        try {
            filters.look(event.getBean(), event.getAnnotated());
        } catch (DefinitionException e) {
            event.addDefinitionError(e);
        }
    }

    void refuseUselessGuards(@Observes ProcessManagedBean<?> event, BeanManager beans) {
        boolean called = CALLED_FOR_EVERYBODY.stream().anyMatch(event.getBean().getTypes()::contains);
        // The container applies those of session beans; elsewhere the application may have an interceptor for them.
        if (called && !(event instanceof ProcessSessionBean) && !beans.isInterceptorBinding(RolesAllowed.class)) {
            try {
                SecurityAnnotationCheck.refuseAny(event.getAnnotatedBeanClass());
            } catch (DefinitionException e) {
                event.addDefinitionError(e);
            }
        }
    }

    void checkClientInterface(@Observes ProcessInjectionPoint<?, ?> event) {
        try {
            TypedPoints.check(event.getInjectionPoint());
        } catch (IllegalArgumentException e) {
            event.addDefinitionError(e);
        }
    }

    void addContexts(@Observes AfterBeanDiscovery event) {
        refuseDuplicates(event);
        for (HubDescriptor hub : hubs.values()) {
            LateDelivery delivery = new LateDelivery();
            deliveries.put(hub, delivery);
            event.<HubContext<?>>addBean()
                    .id(HubContext.class.getName() + hub.hubClass().getName())
                    .addTransitiveTypeClosure(HubContext.class)
                    .types(Object.class, new HubContextType(hub.hubClass()))
                    .scope(Dependent.class)
                    .produceWith(beans -> new HubViews(
                                    delivery,
                                    configuration().hub(hub.path()).dispatch().clientResultTimeout())
                            .context());
        }
    }

    void addCluster(@Observes AfterBeanDiscovery event) {
        event.<Cluster>addBean()
                .id(Cluster.class.getName())
                .types(Object.class, Cluster.class)
                .scope(ApplicationScoped.class) // found once for all objects of a hub
                .produceWith(beans -> new ServedCluster(this::serving));
    }

    void addStatistics(@Observes AfterBeanDiscovery event) {
        event.<HubStatisticsSource>addBean()
                .id(HubStatisticsSource.class.getName())
                .types(Object.class, HubStatisticsSource.class)
                .scope(Dependent.class)
                .produceWith(beans -> this::statistics);
    }

    void addDrain(@Observes AfterBeanDiscovery event) {
        event.<NodeDrain>addBean()
                .id(NodeDrain.class.getName())
                .types(Object.class, NodeDrain.class)
                .scope(Dependent.class)
                .produceWith(beans -> () -> serving().drain());
    }

    private NodeStatistics statistics() {
        return serving().statistics();
    }

    private HubNode serving() {
        HubNode current = node;
        if (current == null) {
            throw new IllegalStateException("The hubs are not served yet, or no longer");
        }
        return current;
    }

    private void refuseDuplicates(AfterBeanDiscovery event) {
        Map<String, HubDescriptor> seen = new LinkedHashMap<>();
        for (HubDescriptor hub : hubs.values()) {
            // Paths are matched ignoring case; the settings of /a/b and /a.b would have the same keys.
            String path = hub.path().toLowerCase(Locale.ROOT);
            for (String key : List.of("path " + path, "name " + hub.name(), "key " + HubConfiguration.key(path))) {
                HubDescriptor other = seen.putIfAbsent(key, hub);
                if (other != null) {
                    event.addDefinitionError(new HubDefinitionException(
                            hub.hubClass(),
                            "has the same " + key + " as " + other.hubClass().getName() + "; each hub needs its own"));
                }
            }
        }
    }

    void readConfiguration(@Observes AfterDeploymentValidation event) {
        if (hubs.isEmpty()) {
            return;
        }
        try {
            configuration = HubplaneConfiguration.load(
                    hubs.values().stream().map(HubDescriptor::path).toList());
        } catch (ConfigurationException e) {
            event.addDeploymentProblem(e);
        }
    }

    /**
     * Builds the node that serves the hubs; it does not run yet.
     *
     * @param beans the application's beans
     * @return the node, or null if the application has no hubs
     */
    @Nullable
    HubNode build(BeanManager beans) {
        if (hubs.isEmpty()) {
            return null;
        }
        Map<HubDescriptor, HubBean> served = new LinkedHashMap<>();
        hubs.forEach((bean, hub) -> served.put(hub, new HubBean(beans, bean, objects(beans, bean), requestScoped)));
        HubNode built = new HubNode(configuration(), beans, served, filters, callScope, observer(beans));
        node = built;
        return built;
    }

    private @Nullable HubObjects objects(BeanManager beans, Bean<?> bean) {
        AnnotatedType<?> type = types.get(bean);
        return type == null || bean.getScope() != Dependent.class
                ? null
                : HubObjects.prepare(beans, bean, type, callScope).orElse(null);
    }

    /**
     * Stops the node, if there is one, and forgets it: a server may keep the beans of an application that was
     * undeployed, including this extension (Payara: until the objects of its WebSockets' requests are used for others).
     */
    void close() {
        HubNode current = node;
        if (current != null) {
            deliveries.values().forEach(LateDelivery::end);
            current.close();
            node = null;
        }
    }

    /** Starts the node that has been built, and does what the application has already asked of its hubs. */
    void start(ServletContext context) {
        HubNode built = Objects.requireNonNull(node, "built");
        built.start(context);
        deliveries.forEach((hub, delivery) -> delivery.begin(built.delivery(hub)));
    }

    /** The configuration, available once the application is valid. */
    HubplaneConfiguration configuration() {
        return Objects.requireNonNull(configuration, "read after validation");
    }

    /** All of the application's observers combined; made on first use, while the node is built. */
    HubObserver observer(BeanManager beans) {
        HubObserver found = observer;
        if (found == null) {
            found = GuardedHubObserver.of(ApplicationBeans.all(beans, HubObserver.class));
            observer = found;
        }
        return found;
    }

    CallScope callScope() {
        return callScope;
    }

    /** {@code HubContext<H>} for a hub class. */
    private record HubContextType(Class<?> hub) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {hub};
        }

        @Override
        public Type getRawType() {
            return HubContext.class;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType that
                    && that.getRawType() == HubContext.class
                    && List.of(that.getActualTypeArguments()).equals(List.of(hub));
        }

        @Override
        public int hashCode() {
            return List.of(hub).hashCode() ^ HubContext.class.hashCode();
        }
    }
}
