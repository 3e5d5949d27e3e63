package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one component of a record is, within the object of the record. */
sealed interface Part {
    /** @param path of the object */
    @Nullable
    Object read(JsonNode object, String path);

    void write(@Nullable Object component, ObjectNode object);

    /** A member of its own. */
    record Own(String name, Shape shape, boolean nullable, Member member) implements Part {
        @Override
        public @Nullable Object read(JsonNode object, String path) {
            JsonNode value = object.get(name);
            String inside = RecordShape.inside(path, name);
            if (value != null && !value.isNull()) {
                return shape.read(value, inside);
            }
            if (nullable) {
                return null;
            }
            throw ParameterFaults.missing(inside).refusal();
        }

        @Override
        public void write(@Nullable Object component, ObjectNode object) {
            if (component != null) {
                object.set(name, shape.write(component));
            } else if (!member.omitted()) {
                object.putNull(name);
            }
        }
    }

    /** Several members, which are those of another record. */
    record Others(RecordShape<?> shape) implements Part {
        @Override
        public Object read(JsonNode object, String path) {
            return shape.made(object, path);
        }

        @Override
        public void write(@Nullable Object component, ObjectNode object) {
            if (component != null) {
                object.setAll(shape.write(component));
            }
        }
    }
}
