package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.json.spi.JsonProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What Jackson must know about JSON-B and JSON-P, if they are present: a unit test or a bare server has neither. */
public final class JakartaValues {
    private static final Logger LOGGER = System.getLogger(JakartaValues.class.getName());

    private JakartaValues() {}

    /**
     * The modules to register with a mapper.
     *
     * @return the modules, owned by the caller; none if the server has neither specification
     */
    public static List<Module> modules() {
        List<Module> modules = new ArrayList<>();
        find("JSON-B", JakartaValues::annotations).ifPresent(modules::add);
        find("JSON-P", () -> new JsonpModule(JsonProvider.provider())).ifPresent(modules::add);
        return modules;
    }

    private static Optional<Module> find(String what, Supplier<Module> module) {
        try {
            return Optional.of(module.get());
        } catch (LinkageError | RuntimeException e) {
            // Not by the exception's own class: without JSON-P this class could not be linked (seen on Tomcat 10.1).
            LOGGER.log(Level.DEBUG, "No {0} here: {1}", what, e.toString());
            return Optional.empty();
        }
    }

    private static Module annotations() {
        JsonbAnnotations annotations = new JsonbAnnotations();
        annotations.requireSpecification();
        return new SimpleModule("hubplane-jsonb") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                // After Jackson's own annotations: where both are used, those are the ones meant for Jackson.
                context.appendAnnotationIntrospector(annotations);
            }
        };
    }
}
