package io.hubplane.protocol.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servlet containers have neither JSON-B nor JSON-P. */
class JakartaValuesTest {
    @Test
    void aServerWithoutTheSpecificationsGetsNoModules() throws ReflectiveOperationException {
        Class<?> values = new WithoutJson().loadClass(JakartaValues.class.getName());

        assertThat((List<?>) values.getMethod("modules").invoke(null)).isEmpty();
    }

    @Test
    void aServerThatHasThemGetsBoth() {
        assertThat(JakartaValues.modules()).hasSize(2);
    }

    /** Defines our classes again, so that they look for others here. */
    private static final class WithoutJson extends ClassLoader {
        WithoutJson() {
            super(JakartaValues.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.json.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith(JakartaValues.class.getPackageName()) ? ours(name) : super.loadClass(name, resolve);
        }

        private Class<?> ours(String name) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
