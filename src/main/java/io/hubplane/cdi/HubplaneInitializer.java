package io.hubplane.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the hubs of an application on their paths while the container starts it (Jakarta Servlet, <em>Shared libraries /
 * runtimes pluggability</em>). An application without hubs is left alone.
 */
public final class HubplaneInitializer implements ServletContainerInitializer {
    /** Made by the container. */
    public HubplaneInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        BeanManager beans = CDI.current().getBeanManager();
        HubplaneExtension extension = beans.getExtension(HubplaneExtension.class);
        HubNode node = extension.build(beans);
        if (node != null) {
            node.registerServlets(context);
            context.addListener(new NodeLifecycle(extension));
        }
    }
}
