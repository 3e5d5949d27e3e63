package io.github.tallyport.admin;

import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.shape.RecordShape;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request of a known operator.
 *
 * @param variables of the path
 * @param given in the query: only what the operation understands
 * @param body an empty one where the operation has none
 */
record Call(
        String operator, String requestId, Map<String, String> variables, Given given, Tags ifMatch, ObjectNode body) {
    /** The id in the path. */
    String id() {
        return Objects.requireNonNull(variables.get(Operation.ID), "a path without an id");
    }

    @Nullable
    String after() {
        return given.text(Query.AFTER);
    }

    /** @throws io.github.tallyport.fault.Refusal 400 for the first thing that does not fit */
    <T extends Record> T read(RecordShape<T> shape) {
        return shape.read(body);
    }

    /**
     * What becomes of {@code now} when the body is merged into it.
     *
     * @param view what is shown, of which {@code shape} is the part that can be changed
     */
    <T extends Record> T merge(T now, RecordShape<T> shape, RecordShape<?> view) {
        for (String name : body.propertyNames()) {
            if (view.members().contains(name) && !shape.members().contains(name)) {
                throw OperationFaults.unchangeable(name).refusal();
            }
        }
        return shape.read(MergePatch.merged(shape.write(now), body));
    }

    /** Without the body, which may hold a secret. */
    @Override
    public String toString() {
        return requestId;
    }
}
