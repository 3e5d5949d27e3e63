package io.github.tallyport.admin;

import io.github.tallyport.shape.RecordShape;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing operators can ask for: the route and its description are both made from this.
 *
 * @param path from the root; what is in braces is a variable
 * @param summary for people
 * @param query parameters it understands; others are refused
 * @param body what its body must look like, or null for an operation without
 * @param status of its answer when all is well
 * @param answer what its answer looks like
 * @param tagged whether the answer has an ETag and, but for reading, {@code If-Match} is honoured
 * @param work on a thread that may block
 */
record Operation(
        String method,
        String path,
        String summary,
        List<Query> query,
        @Nullable RecordShape<?> body,
        int status,
        RecordShape<?> answer,
        boolean tagged,
        Function<Call, Reply> work) {
    static final String BASE = "/admin/v1";
    static final String ID = "id";

    static Operation get(String path, String summary, RecordShape<?> answer, Function<Call, Reply> work) {
        return new Operation("GET", BASE + path, summary, List.of(), null, 200, answer, false, work);
    }

    /** A write of something that is there. */
    static Operation write(
            String method,
            String path,
            String summary,
            RecordShape<?> body,
            RecordShape<?> answer,
            Function<Call, Reply> work) {
        return new Operation(method, BASE + path, summary, List.of(), body, 200, answer, true, work);
    }

    static Operation create(
            String path, String summary, RecordShape<?> body, RecordShape<?> answer, Function<Call, Reply> work) {
        return new Operation("POST", BASE + path, summary, List.of(), body, 201, answer, true, work);
    }

    Operation with(List<Query> parameters) {
        return new Operation(method, path, summary, parameters, body, status, answer, tagged, work);
    }

    /** The same, whether it has an ETag. */
    Operation tagged(boolean whether) {
        return new Operation(method, path, summary, query, body, status, answer, whether, work);
    }

    boolean reads() {
        return method.equals("GET");
    }

    boolean isPatch() {
        return method.equals("PATCH");
    }

    boolean hasId() {
        return path.contains("{" + ID + "}");
    }

    /** Whether {@code If-Match} counts: what it changes was there before. */
    boolean isConditional() {
        return !reads() && hasId() && status == 200;
    }

    /** What is described together: the first word of the path. */
    String group() {
        return path.substring(BASE.length() + 1).split("/", 2)[0];
    }

    /** Such as {@code post_tenants_id_disable}. */
    String name() {
        return (method + path.substring(BASE.length())).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
    }

    /** Statuses of its errors. */
    SortedSet<Integer> refusals() {
        SortedSet<Integer> all = new TreeSet<>(Set.of(400, 401, 429, 500, 503));
        if (hasId()) {
            all.add(404);
        }
        if (body != null) {
            all.addAll(Set.of(408, 413, 415));
        }
        if (!reads()) {
            all.add(409);
        }
        if (isConditional()) {
            all.add(412);
        }
        return all;
    }
}
