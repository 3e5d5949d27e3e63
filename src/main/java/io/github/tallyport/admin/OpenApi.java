package io.github.tallyport.admin;

import io.github.tallyport.shape.RecordShape;
import io.github.tallyport.shape.Schemas;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The table of operations as an OpenAPI 3.1 document. */
final class OpenApi {
    private static final String ABOUT = """
            Makes tenants and keys, changes them and takes them back, and tells what was used and what it cost. Every replica \
            acts on a change within two seconds.

            Money is CNY as decimal strings, times are RFC 3339 in UTC. Bodies are read strictly: a member that is not described \
            here is refused, and every error names the path of the bad value in `error.param`. Where an answer has an `ETag`, \
            send it back as `If-Match`, so that nobody's change is overwritten unseen.""";

    private final Schemas schemas = new Schemas();

    private OpenApi() {}

    static ObjectNode describing(List<Operation> operations) {
        return new OpenApi().document(operations);
    }

    private ObjectNode document(List<Operation> operations) {
        ObjectNode document = object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Tallyport admin API")
                .put("version", "1")
                .put("description", ABOUT);
        document.putArray("servers").addObject().put("url", "/");
        document.putArray("security").addObject().putArray("admin_key");
        ObjectNode paths = document.putObject("paths");
        for (Operation operation : operations) {
            ObjectNode path = paths.has(operation.path())
                    ? (ObjectNode) paths.required(operation.path())
                    : paths.putObject(operation.path());
            path.set(operation.method().toLowerCase(Locale.ROOT), described(operation));
        }
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("admin_key")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "TALLYPORT_ADMIN_KEY, or one of tallyport.admin.more-keys");
        components.set("schemas", schemas.all().set("Error", error()));
        ObjectNode why = components.putObject("responses").putObject("Error").put("description", "Why not");
        content(why, "application/json", object().put("$ref", "#/components/schemas/Error"));
        return document;
    }

    private ObjectNode described(Operation operation) {
        ObjectNode described = object().put("operationId", operation.name()).put("summary", operation.summary());
        described.putArray("tags").add(operation.group());
        parameters(operation, described.putArray("parameters"));
        RecordShape<?> body = operation.body();
        if (body != null) {
            ObjectNode request = described.putObject("requestBody").put("required", operation.isPatch());
            if (operation.isPatch()) {
                content(request, "application/merge-patch+json", schemas.patch(body));
                content(request, "application/json", schemas.patch(body));
            } else {
                content(request, "application/json", schemas.reference(body));
            }
        }
        ObjectNode responses = described.putObject("responses");
        String status = Integer.toString(operation.status());
        content(
                responses.putObject(status).put("description", "Done"),
                "application/json",
                schemas.reference(operation.answer()));
        if (operation.sheet() != null) {
            content((ObjectNode) responses.required(status), "text/csv", object().put("type", "string"));
        }
        for (int refused : operation.refusals()) {
            responses.putObject(Integer.toString(refused)).put("$ref", "#/components/responses/Error");
        }
        return described;
    }

    private static void parameters(Operation operation, ArrayNode parameters) {
        if (operation.hasId()) {
            parameter(parameters, "path", Operation.ID, "string", "Of the tenant or key")
                    .put("required", true);
        }
        operation.query().forEach(one -> {
            ObjectNode parameter = parameter(parameters, "query", one.name(), one.type(), one.about());
            if (one.isMany()) {
                ((ObjectNode) parameter.required("schema")).putObject("items").put("type", "string");
            }
            parameter.put("required", one.required());
        });
        if (operation.isConditional()) {
            parameter(parameters, "header", "If-Match", "string", "Only while this is its ETag; 412 otherwise");
        }
    }

    private static ObjectNode parameter(ArrayNode parameters, String in, String name, String type, String about) {
        ObjectNode parameter =
                parameters.addObject().put("name", name).put("in", in).put("description", about);
        parameter.putObject("schema").put("type", type);
        return parameter;
    }

    private static void content(ObjectNode of, String type, ObjectNode schema) {
        ObjectNode content = of.has("content") ? (ObjectNode) of.required("content") : of.putObject("content");
        content.putObject(type).set("schema", schema);
    }

    private static ObjectNode error() {
        ObjectNode envelope = object().put("type", "object");
        ObjectNode error = envelope.putObject("properties").putObject("error").put("type", "object");
        ObjectNode members = error.putObject("properties");
        members.putObject("message").put("type", "string");
        members.putObject("type").put("type", "string");
        members.putObject("param")
                .put("description", "The path of the bad value")
                .putArray("type")
                .add("string")
                .add("null");
        members.putObject("code").putArray("type").add("string").add("null");
        error.putArray("required").add("message").add("type").add("param").add("code");
        envelope.putArray("required").add("error");
        return envelope;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
