package io.github.tallyport.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaSampleTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"const":7}                                        | 7
            {"enum":["b","a"]}                                 | "b"
            {"type":"string"}                                  | "sample x"
            {"type":"string","maxLength":3}                    | "sam"
            {"type":"string","minLength":10}                   | "sample xxx"
            {"type":"string","format":"date"}                  | "2026-01-01"
            {"type":["null","string"]}                         | null
            {"type":"boolean"}                                 | true
            {"type":"integer"}                                 | 1
            {"type":"integer","maximum":-5}                    | -5
            {"type":"integer","minimum":3,"multipleOf":5}      | 5
            {"type":"integer","exclusiveMinimum":3}            | 4
            {"type":"number","exclusiveMaximum":1}             | 0
            {"type":"array","items":{"type":"integer"}}        | [1]
            {"type":"array","minItems":2,"items":{"const":0}}  | [0,0]
            {"type":"array","maxItems":0,"items":{"const":0}}  | []
            {"anyOf":[{"type":"boolean"},{"type":"null"}]}     | true
            {"properties":{"a":{"type":"boolean"}}}            | {"a":true}
            {"$ref":"#/$defs/yes"}                             | true
            """)
    void a_property_fits_its_schema(String schema, String value) {
        assertThat(sample("{\"type\":\"object\",\"properties\":{\"x\":" + schema
                        + "},\"required\":[\"x\"],\"$defs\":{\"yes\":{\"const\":true}}}"))
                .hasToString("{\"x\":" + value + "}");
    }

    @Test
    void only_what_is_required_is_given_and_everything_where_nothing_is() {
        String properties = "{\"type\":\"object\",\"properties\":{\"a\":{\"const\":1},\"b\":{\"const\":2}}";
        assertThat(sample(properties + ",\"required\":[\"b\"]}")).hasToString("{\"b\":2}");
        assertThat(sample(properties + "}")).hasToString("{\"a\":1,\"b\":2}");
    }

    @Test
    void a_schema_that_refers_to_itself_comes_to_an_end() {
        JsonNode list = sample("{\"type\":\"object\",\"properties\":{\"next\":{\"anyOf\":[{\"$ref\":\"#\"},"
                + "{\"type\":\"null\"}]}},\"required\":[\"next\"]}");
        assertThat(list.toString()).startsWith("{\"next\":{\"next\":").endsWith(":null}}}");
    }

    @Test
    void a_schema_that_multiplies_itself_stays_small() {
        StringBuilder bomb = new StringBuilder("{\"type\":\"object\",\"required\":[");
        for (int i = 0; i < 50; i++) {
            bomb.append(i == 0 ? "" : ",").append("\"p").append(i).append('"');
        }
        bomb.append("],\"properties\":{");
        for (int i = 0; i < 50; i++) {
            bomb.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":{\"$ref\":\"#\"}");
        }
        assertThat(sample(bomb.append("}}").toString()).toString()).hasSizeLessThan(100_000);
    }

    private static JsonNode sample(String schema) {
        return new SchemaSample(JSON.readTree(schema)).object();
    }
}
