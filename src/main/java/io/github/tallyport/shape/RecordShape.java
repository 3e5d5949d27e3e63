package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A record as an object: its components' names in snake case, and no others. Immutable. */
public final class RecordShape<T extends Record> implements Shape {
    private record Component(Shape shape, boolean nullable, Member member, MethodHandle accessor) {}

    private static final String ROOT = "";

    private final Class<T> type;
    private final MethodHandle constructor;
    private final Map<String, Component> components = new LinkedHashMap<>();

    private RecordShape(Class<T> type, MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        this.type = type;
        RecordComponent[] all = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
        constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(types));
        for (RecordComponent one : all) {
            Member member = one.getAnnotation(Member.class);
            if (member == null) {
                throw new IllegalArgumentException(one + " says nothing about itself");
            }
            components.put(
                    snake(one.getName()),
                    new Component(
                            Shapes.of(one.getAnnotatedType(), member, lookup),
                            isNullable(one.getAnnotatedType()),
                            member,
                            lookup.unreflect(one.getAccessor())));
        }
    }

    /**
     * @param lookup of somebody who may construct the record and all it is made of
     * @throws IllegalArgumentException for a record that has no shape; a programmer's mistake
     */
    public static <T extends Record> RecordShape<T> of(Class<T> type, MethodHandles.Lookup lookup) {
        try {
            return new RecordShape<>(type, lookup);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be read or constructed", e);
        }
    }

    /** The record's, which is also the schema's. */
    public String name() {
        return type.getSimpleName();
    }

    /** As they are written. */
    public Set<String> members() {
        return components.keySet();
    }

    /** @throws io.github.tallyport.fault.Refusal 400 for the first thing that does not fit, with its path */
    public T read(JsonNode value) {
        return read(value, ROOT);
    }

    @Override
    public T read(JsonNode value, String path) {
        if (!value.isObject()) {
            throw Shape.wrongType(path, "an object", value);
        }
        for (String name : value.propertyNames()) {
            if (!components.containsKey(name)) {
                throw ParameterFaults.unknown(inside(path, name)).refusal();
            }
        }
        Object[] parts = components.entrySet().stream()
                .map(one -> component(value.get(one.getKey()), inside(path, one.getKey()), one.getValue()))
                .toArray();
        return type.cast(Objects.requireNonNull(invoke(constructor, parts), "a constructor"));
    }

    private static @Nullable Object component(@Nullable JsonNode value, String path, Component component) {
        if (value != null && !value.isNull()) {
            return component.shape().read(value, path);
        }
        if (component.nullable()) {
            return null;
        }
        throw ParameterFaults.missing(path).refusal();
    }

    @Override
    public ObjectNode write(Object value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        components.forEach((name, component) -> {
            Object part = invoke(component.accessor(), value);
            if (part != null) {
                object.set(name, component.shape().write(part));
            } else if (!component.member().omitted()) {
                object.putNull(name);
            }
        });
        return object;
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        return schemas.reference(this);
    }

    /** @param patch whether a merge patch of the record is described, which needs nothing in it */
    void describe(ObjectNode schema, Schemas schemas, boolean patch) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        components.forEach((name, component) -> {
            ObjectNode own = component.shape().schema(schemas);
            ObjectNode given = component.nullable() ? Schemas.orNull(own) : own;
            properties.set(name, given.put("description", component.member().value()));
            if (!component.nullable() && !patch) {
                required.add(name);
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    static String inside(String path, String name) {
        return path.isEmpty() ? ParameterFaults.echo(name) : path + "." + ParameterFaults.echo(name);
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object invoke(MethodHandle handle, @Nullable Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("records of shapes throw nothing that is checked", e);
        }
    }
}
