package io.hubplane.interleaving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads the project's classes a second time: main classes with {@link Weaver probes} in them, test classes unchanged.
 */
final class WovenClasses extends ClassLoader {
    private static final String PROJECT = "io.hubplane.";
    private static final String HERE = PROJECT + "interleaving.";

    private final Map<String, Map<String, Integer>> fields = new HashMap<>();

    WovenClasses() {
        super(WovenClasses.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PROJECT) || isOurs(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    /** The classes of this package, without its tests: those are scenarios like others. */
    private static boolean isOurs(String name) {
        return name.startsWith(HERE) && !name.contains("Test");
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        URL resource = getResource(name.replace('.', '/') + ".class");
        if (resource == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] bytes = bytes(resource);
        // A test class has no points of interruption, unless its name asks for them.
        if (!resource.getPath().contains("/test-classes/") || name.contains("Woven")) {
            ClassReader reader = new ClassReader(bytes);
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            reader.accept(new Weaver(writer, this::access), ClassReader.EXPAND_FRAMES);
            bytes = writer.toByteArray();
        }
        return defineClass(name, bytes, 0, bytes.length, WovenClasses.class.getProtectionDomain());
    }

    private static byte[] bytes(URL resource) {
        try (InputStream in = resource.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The access flags of a field; final if the field is not ours. */
    private int access(String owner, String name) {
        return fields.computeIfAbsent(owner, this::fieldsOf).getOrDefault(name, Opcodes.ACC_FINAL);
    }

    private Map<String, Integer> fieldsOf(String owner) {
        Map<String, Integer> result = new HashMap<>();
        URL resource = owner.startsWith(PROJECT.replace('.', '/')) ? getResource(owner + ".class") : null;
        if (resource != null) {
            new ClassReader(bytes(resource))
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public @Nullable FieldVisitor visitField(
                                        int access,
                                        String name,
                                        String descriptor,
                                        @Nullable String signature,
                                        @Nullable Object value) {
                                    result.put(name, access);
                                    return null;
                                }
                            },
                            ClassReader.SKIP_CODE);
        }
        return result;
    }
}
