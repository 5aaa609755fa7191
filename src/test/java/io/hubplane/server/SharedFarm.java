package io.hubplane.server;

import io.hubplane.fixture.Farm;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes one {@link Farm} with the chat and the {@link io.hubplane.server.probe.ProbeHub} to all tests that ask for it.
 */
final class SharedFarm implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedFarm.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Farm.class;
    }

    @Override
    public Farm resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes what is in the root context's store when all tests have run.
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Farm.class, key -> Farm.start(Applications.chatWithProbe()), Farm.class);
    }
}
