package io.hubplane.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of all settings, validated. */
final class SettingValues {
    private final Map<Setting<?>, Object> values;

    private SettingValues(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /**
     * Reads all settings.
     *
     * @throws ConfigurationException if values are not allowed or keys are unknown; it tells of all of them
     */
    static SettingValues read(ConfigurationSource source) {
        List<String> problems = new ArrayList<>();
        Map<Setting<?>, Object> values = new HashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            try {
                value(source, setting).ifPresent(value -> values.put(setting, value));
            } catch (IllegalSettingException e) {
                problems.add(e.problem);
            }
        }
        problems.addAll(UnknownKeys.problems(source.names()));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new SettingValues(values);
    }

    @SuppressWarnings("CatchingUnchecked") // Whatever a configuration provider throws, the key is what helps.
    private static <T> Optional<T> value(ConfigurationSource source, Setting<T> setting) {
        Optional<String> text;
        try {
            text = source.value(setting.key()).map(String::strip);
        } catch (RuntimeException e) {
            // Not its message, which may quote a secret.
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
    @SuppressWarnings("unchecked") // Put there by value(), under a setting of the same type.
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** All values as text, without secrets. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
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
