package io.hubplane.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Passes one {@link OptionsNode} to all tests that ask for it. */
final class SharedOptionsNode implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedOptionsNode.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OptionsNode.class;
    }

    @Override
    public OptionsNode resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes what is in the root context's store when all tests have run.
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(OptionsNode.class, key -> new OptionsNode(), OptionsNode.class);
    }
}
