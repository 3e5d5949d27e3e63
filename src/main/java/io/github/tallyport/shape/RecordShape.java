package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
    private record Component(Part part, MethodHandle accessor) {}

    private static final String ROOT = "";

    private final Class<T> type;
    private final MethodHandle constructor;
    private final List<Component> components = new ArrayList<>();
    private final Map<String, Part.Own> members = new LinkedHashMap<>();

    private RecordShape(Class<T> type, MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        this.type = type;
        RecordComponent[] all = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
        constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(types));
        for (RecordComponent one : all) {
            Part part = part(one, lookup);
            components.add(new Component(part, lookup.unreflect(one.getAccessor())));
            switch (part) {
                case Part.Own own -> members.put(own.name(), own);
                case Part.Others others -> members.putAll(others.shape().members);
            }
        }
    }

    private static Part part(RecordComponent one, MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        if (one.isAnnotationPresent(Inline.class)) {
            return new Part.Others(of(one.getType().asSubclass(Record.class), lookup));
        }
        Member member = one.getAnnotation(Member.class);
        if (member == null) {
            throw new IllegalArgumentException(one + " says nothing about itself");
        }
        AnnotatedType annotated = one.getAnnotatedType();
        Shape shape = Shapes.of(annotated, member, lookup);
        return new Part.Own(snake(one.getName()), shape, annotated.isAnnotationPresent(Nullable.class), member);
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
        return members.keySet();
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
            if (!members.containsKey(name)) {
                throw ParameterFaults.unknown(inside(path, name)).refusal();
            }
        }
        return made(value, path);
    }

    /** From those of an object's members that are this record's. */
    T made(JsonNode object, String path) {
        Object[] parts =
                components.stream().map(one -> one.part().read(object, path)).toArray();
        return type.cast(Objects.requireNonNull(invoke(constructor, parts), "a constructor"));
    }

    @Override
    public ObjectNode write(Object value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        components.forEach(one -> one.part().write(invoke(one.accessor(), value), object));
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
        members.forEach((name, member) -> {
            ObjectNode own = member.shape().schema(schemas);
            ObjectNode given = member.nullable() ? Schemas.orNull(own) : own;
            properties.set(name, given.put("description", member.member().value()));
            if (!member.nullable() && !patch) {
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
