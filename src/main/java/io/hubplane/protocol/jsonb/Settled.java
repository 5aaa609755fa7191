package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * Finds an annotation that may be on a property, on its class or on its package; the nearest one counts (JSON-B,
 * <em>Customizing mapping</em>).
 */
final class Settled {
    private Settled() {}

    /** The annotation that applies to a class or a property. */
    static <A extends Annotation> @Nullable A by(Class<A> type, Annotated annotated) {
        A own = annotated.getAnnotation(type);
        return own != null ? own : around(type, annotated);
    }

    private static <A extends Annotation> @Nullable A around(Class<A> type, Annotated annotated) {
        Class<?> owner =
                annotated instanceof AnnotatedMember member ? member.getDeclaringClass() : annotated.getRawType();
        A ofClass = annotated instanceof AnnotatedClass ? null : owner.getAnnotation(type);
        Package room = owner.getPackage();
        return ofClass != null || room == null ? ofClass : room.getAnnotation(type);
    }
}
