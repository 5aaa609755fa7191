package io.hubplane.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of all settings, validated. */
final class SettingValues {
    /** In the order of the documentation; those of single hubs last. */
    private final Map<Setting<?>, Object> values;
    /** Those that may also be set for a single hub. */
    private final List<Setting<?>> ofHubs;

    private SettingValues(Map<Setting<?>, Object> values, List<Setting<?>> ofHubs) {
        this.values = values;
        this.ofHubs = ofHubs;
    }

    /**
     * Reads settings.
     *
     * @param all the settings
     * @param ofHubs those of them that may also be set for a single hub
     * @param hubs the keys of the hubs
     * @throws ConfigurationException if a value is not allowed or a key is unknown; the message names all of them
     */
    static SettingValues read(
            List<Setting<?>> all, List<Setting<?>> ofHubs, ConfigurationSource source, Collection<String> hubs) {
        List<Setting<?>> settings = new ArrayList<>(all);
        for (String hub : hubs) {
            ofHubs.forEach(setting -> settings.add(setting.ofHub(hub)));
        }
        List<String> problems = new ArrayList<>();
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        for (Setting<?> setting : settings) {
            try {
                value(source, setting).ifPresent(value -> values.put(setting, value));
            } catch (IllegalSettingException e) {
                problems.add(e.problem);
            }
        }
        List<String> keys = settings.stream().map(Setting::key).toList();
        problems.addAll(new UnknownKeys(keys).problems(source.names(), source::value));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new SettingValues(values, ofHubs);
    }

    /** The values for one hub. */
    SettingValues ofHub(String hub) {
        Map<Setting<?>, Object> held = new HashMap<>(values);
        for (Setting<?> setting : ofHubs) {
            Object own = values.get(setting.ofHub(hub));
            if (own != null) {
                held.put(setting, own);
            }
        }
        return new SettingValues(held, ofHubs);
    }

    @SuppressWarnings("CatchingUnchecked") // a configuration provider may throw anything; the key is what helps
    private static <T> Optional<T> value(ConfigurationSource source, Setting<T> setting) {
        Optional<String> text;
        try {
            text = source.value(setting.key()).map(String::strip);
        } catch (RuntimeException e) {
            // Without the cause's message, which may quote a secret.
            throw new IllegalSettingException(
                    setting.key() + " cannot be read: " + e.getClass().getName());
        }
        return text.isEmpty() ? Optional.ofNullable(setting.defaultValue()) : Optional.of(parse(setting, text.get()));
    }

    private static <T> T parse(Setting<T> setting, String text) {
        ValueType<T> type = setting.type();
        try {
            return type.parser().apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalSettingException(
                    setting.key() + " is \"" + type.masker().apply(text) + "\"; allowed is " + type.allowed() + ".");
        }
    }

    /** The value of a setting that has a default. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** The value of a setting; empty if it is not configured and has no default. */
    @SuppressWarnings("unchecked") // put there by value(), under a setting of the same type
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** All values as text, without secrets. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Setting<?> setting : values.keySet()) {
            text(setting).ifPresent(text -> texts.put(setting.key(), text));
        }
        return texts;
    }

    private <T> Optional<String> text(Setting<T> setting) {
        return find(setting).map(setting.type().printer());
    }

    private static final class IllegalSettingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String problem;

        IllegalSettingException(String problem) {
            super(problem);
            this.problem = problem;
        }
    }
}
