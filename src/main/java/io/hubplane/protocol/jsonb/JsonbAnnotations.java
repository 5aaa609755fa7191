package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.VisibilityChecker;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbVisibility;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what the annotations of JSON-B (Jakarta JSON Binding 3.0) say: which properties exist, their names and
 * how objects are made; the superclass does the rest.
 */
final class JsonbAnnotations extends JsonbValueAnnotations {
    private static final long serialVersionUID = 1L;

    /** Fails with a {@link LinkageError} where JSON-B is missing. */
    void requireSpecification() {
        Objects.requireNonNull(JsonbProperty.class.getName());
    }

    /** On a field it holds for both directions; on a getter or setter only for that one's. */
    @Override
    public boolean hasIgnoreMarker(AnnotatedMember member) {
        return member instanceof AnnotatedField && member.hasAnnotation(JsonbTransient.class);
    }

    @Override
    public JsonProperty.@Nullable Access findPropertyAccess(Annotated annotated) {
        if (!(annotated instanceof AnnotatedMethod method) || !method.hasAnnotation(JsonbTransient.class)) {
            return null;
        }
        return method.getParameterCount() == 0 ? JsonProperty.Access.WRITE_ONLY : JsonProperty.Access.READ_ONLY;
    }

    @Override
    public @Nullable PropertyName findNameForSerialization(Annotated annotated) {
        return name(annotated);
    }

    @Override
    public @Nullable PropertyName findNameForDeserialization(Annotated annotated) {
        return name(annotated);
    }

    private static @Nullable PropertyName name(Annotated annotated) {
        JsonbProperty property = annotated.getAnnotation(JsonbProperty.class);
        return property == null ? null : PropertyName.construct(property.value());
    }

    /** A creator's parameter has its name from the source, if the compiler kept it. */
    @Override
    public @Nullable String findImplicitPropertyName(AnnotatedMember member) {
        if (!(member instanceof AnnotatedParameter parameter)
                || !parameter.getOwner().hasAnnotation(JsonbCreator.class)
                || !(parameter.getOwner().getAnnotated() instanceof Executable creator)) {
            return null;
        }
        Parameter declared = creator.getParameters()[parameter.getIndex()];
        return declared.isNamePresent() ? declared.getName() : null;
    }

    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
        return annotated.hasAnnotation(JsonbCreator.class) ? JsonCreator.Mode.PROPERTIES : null;
    }

    @Override
    public String @Nullable [] findSerializationPropertyOrder(AnnotatedClass type) {
        JsonbPropertyOrder order = type.getAnnotation(JsonbPropertyOrder.class);
        return order == null ? null : order.value();
    }

    /** Nulls are written, as all clients expect, unless an annotation says otherwise. */
    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
        JsonbNillable nillable = Settled.by(JsonbNillable.class, annotated);
        return nillable == null || nillable.value()
                ? JsonInclude.Value.empty()
                : JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, null);
    }

    @Override
    public VisibilityChecker<?> findAutoDetectVisibility(AnnotatedClass type, VisibilityChecker<?> checker) {
        JsonbVisibility visibility = Settled.by(JsonbVisibility.class, type);
        return visibility == null ? checker : new StrategyVisibility(Instances.of(visibility.value()));
    }

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
        JsonbTypeInfo info = type.getAnnotation(JsonbTypeInfo.class);
        return info == null
                ? null
                : new StdTypeResolverBuilder()
                        .init(JsonTypeInfo.Id.NAME, null)
                        .inclusion(JsonTypeInfo.As.PROPERTY)
                        .typeProperty(info.key());
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        JsonbTypeInfo info = annotated.getAnnotation(JsonbTypeInfo.class);
        return info == null
                ? null
                : Arrays.stream(info.value())
                        .map((JsonbSubtype subtype) -> new NamedType(subtype.type(), subtype.alias()))
                        .toList();
    }
}
