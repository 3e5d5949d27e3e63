package io.github.tallyport.shape;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Which shape a component's type has. */
final class Shapes {
    private Shapes() {}

    /** @param member of the component, or of the component whose element the type is */
    static Shape of(AnnotatedType annotated, Member member, MethodHandles.Lookup lookup)
            throws ReflectiveOperationException {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic) {
            AnnotatedType[] parts = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListShape(element(parts[0], member, lookup), member);
            }
            if (generic.getRawType() == Map.class && parts[0].getType() == String.class) {
                return new MapShape(element(parts[1], member, lookup), member);
            }
        } else if (type instanceof Class<?> plain) {
            return ofClass(plain, member, lookup);
        }
        throw new IllegalArgumentException(type + " has no shape");
    }

    /** Bounds of a list are not those of its elements. */
    private static Shape element(AnnotatedType type, Member member, MethodHandles.Lookup lookup)
            throws ReflectiveOperationException {
        return type.getType() == String.class ? new TextShape(1, TextShape.LONGEST, "") : of(type, member, lookup);
    }

    private static Shape ofClass(Class<?> type, Member member, MethodHandles.Lookup lookup) {
        if (type.isRecord()) {
            return RecordShape.of(type.asSubclass(Record.class), lookup);
        }
        if (type.isEnum()) {
            return new ChoiceShape(type);
        }
        if (type == String.class) {
            return new TextShape(member.min(), Math.min(member.max(), TextShape.LONGEST), member.pattern());
        }
        if (type == Long.class || type == long.class) {
            return new WholeShape(member.min(), member.max());
        }
        if (type == boolean.class) {
            return new FlagShape();
        }
        if (type == JsonNode.class) {
            return new AnyShape();
        }
        return ParsedShape.of(type);
    }
}
