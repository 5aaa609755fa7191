package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.introspect.VisibilityChecker;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Asks a strategy of JSON-B which fields, getters and setters make properties. */
final class StrategyVisibility extends VisibilityChecker.Std {
    private static final long serialVersionUID = 1L;

    private final transient PropertyVisibilityStrategy strategy;

    StrategyVisibility(PropertyVisibilityStrategy strategy) {
        super(Visibility.PUBLIC_ONLY);
        this.strategy = strategy;
    }

    @Override
    public boolean isFieldVisible(Field field) {
        return strategy.isVisible(field);
    }

    @Override
    public boolean isGetterVisible(Method method) {
        return strategy.isVisible(method);
    }

    @Override
    public boolean isIsGetterVisible(Method method) {
        return strategy.isVisible(method);
    }

    @Override
    public boolean isSetterVisible(Method method) {
        return strategy.isVisible(method);
    }
}
