package io.hubplane.protocol.values;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of enum constants, also as keys of maps: as declared, or as .NET would declare them. Both are read, with or
 * without underscores. A name from an annotation is left unchanged.
 */
public final class EnumNames extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    private final boolean pascal;

    private EnumNames(boolean pascal) {
        this.pascal = pascal;
    }

    /**
     * Names to register with a mapper.
     *
     * @param pascal whether {@code DARK_BLUE} is written as {@code DarkBlue}
     * @return a module, owned by the caller
     */
    public static SimpleModule module(boolean pascal) {
        AnnotationIntrospector names = new EnumNames(pascal);
        return new SimpleModule("hubplane-enum-names") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                // Before Jackson's own. Jackson's own is still asked first, so each can add to the other's names.
                context.insertAnnotationIntrospector(names);
            }
        };
    }

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, @Nullable String[] names) {
        for (int i = 0; pascal && i < constants.length; i++) {
            names[i] = names[i] == null ? pascal(constants[i].name()) : names[i];
        }
        return names;
    }

    @Override
    public void findEnumAliases(
            MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] @Nullable [] aliases) {
        for (int i = 0; i < constants.length; i++) {
            String name = constants[i].name();
            Set<String> all = new LinkedHashSet<>(aliases[i] == null ? List.of() : List.of(aliases[i]));
            all.add(name);
            all.add(name.replace("_", ""));
            all.add(withUnderscores(name));
            aliases[i] = all.toArray(String[]::new);
        }
    }

    /** {@code DARK_BLUE} and {@code darkBlue} as {@code DarkBlue}. */
    static String pascal(String name) {
        if (!name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
        StringBuilder pascal = new StringBuilder(name.length());
        for (String word : name.split("_", -1)) {
            if (!word.isEmpty()) {
                pascal.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return pascal.isEmpty() ? name : pascal.toString();
    }

    /** {@code DarkBlue} as {@code Dark_Blue}, which equals {@code DARK_BLUE} when case is ignored. */
    private static String withUnderscores(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
    }
}
