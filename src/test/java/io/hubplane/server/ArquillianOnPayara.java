package io.hubplane.server;

import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Works around a race in Arquillian's adapter for Payara Micro. The adapter reads from the server's log which servlets
 * were deployed. It does that as soon as it finds the ports, which are printed some lines before. If that is too early
 * it finds no servlet, and no test of the deployment can run.
 */
public final class ArquillianOnPayara implements LoadableExtension {
    private static final String ADAPTER =
            "fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer";

    @Override
    public void register(ExtensionBuilder builder) {
        if (Validate.classExists(ADAPTER)) { // not with another server
            Patient.register(builder);
        }
    }

    /** The adapter, with the servlet that runs the tests in any case. */
    public static final class Patient extends PayaraMicroDeployableContainer {
        /** What Arquillian adds to the deployment. */
        private static final String TEST_RUNNER = "ArquillianServletRunnerEE9";

        static void register(ExtensionBuilder builder) {
            builder.override(DeployableContainer.class, PayaraMicroDeployableContainer.class, Patient.class);
        }

        @Override
        public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
            ProtocolMetaData deployed = super.deploy(archive);
            String contextRoot = "/" + archive.getName().replaceFirst("\\.war$", "");
            for (HTTPContext context : deployed.getContexts(HTTPContext.class)) {
                if (context.getServletByName(TEST_RUNNER) == null) {
                    context.add(new Servlet(TEST_RUNNER, contextRoot));
                }
            }
            return deployed;
        }
    }
}
