package io.hubplane.conformance;

import io.hubplane.fixture.Farm;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.TcpProxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two nodes with the conformance application and Redis between them, and a proxy before the first node whose
 * connections can be cut.
 */
final class ConformanceFarm implements AutoCloseable {
    private final Farm farm;
    private final TcpProxy proxy;

    private ConformanceFarm(Farm farm) {
        this.farm = farm;
        this.proxy = TcpProxy.to(farm.first().uri().getPort());
    }

    /** An address on the first node. */
    URI resolve(String path) {
        return farm.first().resolve(path);
    }

    /** An address on the second node. */
    URI resolveAtOther(String path) {
        return farm.second().resolve(path);
    }

    /** The addresses in the form that the JavaScript cases take. */
    Map<String, String> addresses() {
        return Map.of(
                "server", origin(farm.first()),
                "other", origin(farm.second()),
                "proxy", "http://127.0.0.1:" + proxy.port(),
                "control", proxy.control().toString());
    }

    private static String origin(HubplaneNode node) {
        return "http://" + node.uri().getAuthority();
    }

    @Override
    public void close() {
        proxy.close();
        farm.close();
    }

    /** Passes one farm to all tests that ask for it. */
    static final class Shared implements ParameterResolver {
        private static final Namespace NAMESPACE = Namespace.create(Shared.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ConformanceFarm.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            // JUnit closes what is in the root context's store when all tests have run.
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(
                            ConformanceFarm.class,
                            key -> new ConformanceFarm(Farm.start(ConformanceWar.build())),
                            ConformanceFarm.class);
        }
    }
}
