package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of the admin API, as somebody else's parser reads it. */
class OpenApiTest extends InOneOffice {
    private static String text;
    private static OpenAPI document;

    @BeforeAll
    static void start() {
        text = office.get("/admin/v1/openapi.json").is(200).text();
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, null, options);
        assertThat(result.getMessages()).isEmpty();
        document = result.getOpenAPI();
    }

    @Test
    void it_is_an_OpenAPI_3_1_document_with_bearer_keys() {
        assertThat(document.getOpenapi()).isEqualTo("3.1.0");
        assertThat(document.getComponents().getSecuritySchemes())
                .hasEntrySatisfying(
                        "admin_key", scheme -> assertThat(scheme.getScheme()).isEqualTo("bearer"));
        assertThat(document.getSecurity()).hasSize(1);
    }

    @Test
    void what_is_described_is_what_is_routed() {
        Set<String> described = new TreeSet<>();
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, _) -> described.add(method + " " + path)));
        assertThat(described).isEqualTo(office.operations());
    }

    @Test
    void every_operation_has_a_name_of_its_own_and_its_path_parameters() {
        Set<String> names = new TreeSet<>();
        document.getPaths()
                .forEach((path, item) -> item.readOperations().forEach(operation -> {
                    assertThat(names.add(operation.getOperationId())).isTrue();
                    assertThat(operation.getParameters().stream()
                                    .filter(parameter -> parameter.getIn().equals("path"))
                                    .map(Parameter::getName))
                            .hasSize(path.contains("{id}") ? 1 : 0);
                    assertThat(operation.getResponses().keySet()).contains("401", "429", "503");
                }));
    }

    @Test
    void every_schema_that_is_referred_to_is_there() {
        Set<String> used = new TreeSet<>();
        JsonNode tree = office.get("/admin/v1/openapi.json").json();
        tree.findValues("$ref").forEach(reference -> used.add(reference.stringValue()));
        assertThat(used)
                .allSatisfy(reference ->
                        assertThat(tree.at(reference.substring(1)).isObject()).isTrue());
        assertThat(used).contains("#/components/schemas/NewTenantBody", "#/components/schemas/KeyBodyPatch");
    }

    @Test
    void reports_are_described_with_their_parameters_and_as_CSV() {
        JsonNode paths = office.get("/admin/v1/openapi.json").json().required("paths");
        JsonNode usage = paths.required("/admin/v1/usage").required("get");
        assertThat(usage.at("/responses/200/content").propertyNames()).containsExactly("application/json", "text/csv");
        JsonNode groupBy = named(usage, "group_by");
        assertThat(groupBy.required("schema").toString())
                .isEqualTo("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}");
        assertThat(named(usage, "from").required("description").stringValue())
                .contains("first moment of this month in UTC");
        assertThat(named(usage, "from").required("required").booleanValue()).isFalse();
        JsonNode costs = paths.required("/v1/organization/costs").required("get");
        assertThat(costs.at("/responses/200/content").propertyNames()).containsExactly("application/json");
        assertThat(named(costs, "start_time").required("required").booleanValue())
                .isTrue();
        assertThat(costs.required("tags").toString()).isEqualTo("[\"organization\"]");
        JsonNode verify = paths.required("/admin/v1/ledger/verify").required("get");
        assertThat(verify.required("responses").has("409")).isTrue();
    }

    private static JsonNode named(JsonNode operation, String name) {
        for (JsonNode parameter : operation.required("parameters")) {
            if (parameter.required("name").stringValue().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError(name + " is not described");
    }

    @Test
    void bodies_are_described_as_strictly_as_they_are_read() {
        JsonNode schemas = office.get("/admin/v1/openapi.json").json().at("/components/schemas");
        assertThat(schemas.at("/NewTenantBody/required").toString()).isEqualTo("[\"id\"]");
        assertThat(schemas.at("/KeyBody/required").toString()).isEqualTo("[\"name\"]");
        assertThat(schemas.required("KeyBodyPatch").has("required")).isFalse();
        assertThat(schemas.at("/BudgetBody/properties/period/enum").toString())
                .isEqualTo("[\"day\",\"month\",\"total\"]");
        assertThat(schemas.at("/RatesBody/properties/tokens_per_minute/maximum").longValue())
                .isEqualTo(1_000_000_000_000L);
    }
}
