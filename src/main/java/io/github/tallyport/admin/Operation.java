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
 * @param patient whether it may take minutes, and goes on when nobody waits for it any more
 * @param work on a thread that may block
 * @param sheet the same answer for those who accept CSV rather than JSON, or null; on such a thread too
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
        boolean patient,
        Function<Call, Reply> work,
        @Nullable Function<Call, Sheet> sheet) {
    static final String BASE = "/admin/v1";
    static final String ID = "id";

    private static final String VERSION = "/v1";

    static Operation get(String path, String summary, RecordShape<?> answer, Function<Call, Reply> work) {
        return at(BASE + path, summary, answer, work);
    }

    /** Something to be read where somebody else has put it. */
    static Operation at(String wholePath, String summary, RecordShape<?> answer, Function<Call, Reply> work) {
        return new Operation("GET", wholePath, summary, List.of(), null, 200, answer, false, false, work, null);
    }

    /** A write of something that is there. */
    static Operation write(
            String method,
            String path,
            String summary,
            RecordShape<?> body,
            RecordShape<?> answer,
            Function<Call, Reply> work) {
        return new Operation(method, BASE + path, summary, List.of(), body, 200, answer, true, false, work, null);
    }

    static Operation create(
            String path, String summary, RecordShape<?> body, RecordShape<?> answer, Function<Call, Reply> work) {
        return new Operation("POST", BASE + path, summary, List.of(), body, 201, answer, true, false, work, null);
    }

    Operation with(List<Query> parameters) {
        return new Operation(method, path, summary, parameters, body, status, answer, tagged, patient, work, sheet);
    }

    /** The same, whether it has an ETag. */
    Operation tagged(boolean whether) {
        return new Operation(method, path, summary, query, body, status, answer, whether, patient, work, sheet);
    }

    Operation patiently() {
        return new Operation(method, path, summary, query, body, status, answer, tagged, true, work, sheet);
    }

    Operation alsoAs(Function<Call, Sheet> csv) {
        return new Operation(method, path, summary, query, body, status, answer, tagged, patient, work, csv);
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

    /** What is described together: the first word after the version. */
    String group() {
        return rest().split("/", 3)[1];
    }

    /** Such as {@code post_tenants_id_disable}. */
    String name() {
        return (method + rest()).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
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
        if (!reads() || patient) {
            all.add(409);
        }
        if (isConditional()) {
            all.add(412);
        }
        return all;
    }

    private String rest() {
        return path.substring(path.indexOf(VERSION + "/") + VERSION.length());
    }
}
