package io.github.tallyport.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.shape.Whole.Colour;
import io.github.tallyport.shape.Whole.Part;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A record is read, refused, written and described by what its components say of themselves. */
class RecordShapeTest {
    private record Extended(
            @Member("an id") String id, @Inline Part part) {}

    private record Silent(String id) {}

    private record Strange(@Member("no shape for this") Thread thread) {}

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final RecordShape<Whole> WHOLE = RecordShape.of(Whole.class, LOOKUP);
    private static final String FULL = """
            {"some_id":"abc","at":"2027-01-31T12:00:00Z","zone":"Asia/Shanghai","span":"PT24H","amount":"100.00",\
            "colour":"dark_blue","parts":[{"count":1},{"count":2,"word":"two"}],"named":{"x/y.z":{"count":3}},\
            "words":["a","b"],"any":{"deep":[1,null]}}""";

    @Test
    void what_is_read_is_what_is_written() {
        Whole whole = WHOLE.read(json(FULL));
        assertThat(whole.someId()).isEqualTo("abc");
        assertThat(whole.at()).isEqualTo(Instant.parse("2027-01-31T12:00:00Z"));
        assertThat(whole.amount()).isEqualTo("100.00");
        assertThat(whole.colour()).isEqualTo(Colour.DARK_BLUE);
        assertThat(whole.parts()).containsExactly(new Part(1L, null), new Part(2L, "two"));
        assertThat(whole.named()).containsExactly(Map.entry("x/y.z", new Part(3L, null)));
        assertThat(WHOLE.write(whole).toString()).isEqualTo(json(FULL).toString());
    }

    @Test
    void null_and_absent_are_the_same_and_null_is_written_unless_it_is_to_be_left_out() {
        Whole bare = WHOLE.read(json("{\"some_id\":\"abc\"}"));
        assertThat(WHOLE.read(json("{\"some_id\":\"abc\",\"at\":null,\"parts\":null}")))
                .isEqualTo(bare);
        assertThat(WHOLE.write(bare).required("at").isNull()).isTrue();
        Whole part = WHOLE.read(
                json("{\"some_id\":\"abc\",\"parts\":[{\"count\":1,\"word\":null}],\"named\":{\"x\":null}}"));
        assertThat(WHOLE.write(part).required("parts").toString()).isEqualTo("[{\"count\":1}]");
        assertThat(part.named()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|some_id|missing_required_parameter",
                "{\"some_id\":null}|some_id|missing_required_parameter",
                "{\"some_id\":7}|some_id|invalid_type",
                "{\"some_id\":\"\"}|some_id|empty_string",
                "{\"some_id\":\"  \"}|some_id|empty_string",
                "{\"some_id\":\"abcdef\"}|some_id|string_above_max_length",
                "{\"some_id\":\"ABC\"}|some_id|invalid_value",
                "{\"some_id\":\"a\\u0000\"}|some_id|invalid_value",
                "{\"someId\":\"abc\"}|someId|unknown_parameter",
                "{\"some_id\":\"a\",\"parts\":{}}|parts|invalid_type",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":1},{\"count\":1},{\"count\":1}]}|parts|array_above_max_length",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":1},null]}|parts[1]|invalid_type",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":1},{}]}|parts[1].count|missing_required_parameter",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":\"1\"}]}|parts[0].count|invalid_type",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":1.0}]}|parts[0].count|invalid_type",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":0}]}|parts[0].count|integer_below_min_value",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":11}]}|parts[0].count|integer_above_max_value",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":99999999999999999999}]}|parts[0].count|integer_above_max_value",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":true}]}|parts[0].count|invalid_type",
                "{\"some_id\":\"a\",\"parts\":[{\"count\":1,\"x\":null}]}|parts[0].x|unknown_parameter",
                "{\"some_id\":\"a\",\"named\":{\"x/y.z\":{\"count\":0}}}|named.x/y.z.count|integer_below_min_value",
                "{\"some_id\":\"a\",\"named\":{\"x\":1}}|named.x|invalid_type",
                "{\"some_id\":\"a\",\"named\":{\"x\":{},\"y\":{},\"z\":{}}}|named|object_above_max_properties",
                "{\"some_id\":\"a\",\"words\":[\"a\",1]}|words[1]|invalid_type",
                "{\"some_id\":\"a\",\"words\":[\"\"]}|words[0]|empty_string",
                "{\"some_id\":\"a\",\"colour\":\"RED\"}|colour|invalid_value",
                "{\"some_id\":\"a\",\"colour\":0}|colour|invalid_type",
                "{\"some_id\":\"a\",\"amount\":100}|amount|invalid_type"
            })
    void the_first_thing_that_does_not_fit_is_named_by_its_path(String body, String path, String code) {
        Fault fault = refused(body);
        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.param()).isEqualTo(path);
        assertThat(fault.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2027-01-31\"",
                "\"2027-01-31T12:00Z\"",
                "\"2027-01-31T12:00:00\"",
                "\"2027-02-30T12:00:00Z\"",
                "\"2027-01-31 12:00:00Z\"",
                "\"tomorrow\"",
                "\"\"",
                "1800000000"
            })
    void a_time_is_one_of_RFC_3339(String at) {
        assertThat(refused("at", at)).isEqualTo("at");
    }

    @Test
    void times_are_kept_to_the_millisecond_and_written_in_UTC() {
        Whole whole = WHOLE.read(json("{\"some_id\":\"a\",\"at\":\"2027-01-31t12:00:00.123456789+08:00\"}"));
        assertThat(WHOLE.write(whole).required("at").stringValue()).isEqualTo("2027-01-31T04:00:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"P\"", "\"PT\"", "\"1h\"", "\"-PT1H\"", "\"PT-1H\"", "\"P1M\"", "\"pt1h\"", "\"PT1.5H\"", "60"
            })
    void a_duration_is_one_of_ISO_8601_in_whole_units(String span) {
        assertThat(refused("span", span)).isEqualTo("span");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Mars/Olympus\"", "\"+08:00\"", "\"asia/shanghai\"", "\"\"", "8"})
    void a_zone_is_one_of_the_IANA_database(String zone) {
        assertThat(refused("zone", zone)).isEqualTo("zone");
    }

    @Test
    void UTC_is_written_by_its_name() {
        Whole utc = new Whole("a", null, ZoneOffset.UTC, null, null, null, null, null, null, null);
        assertThat(WHOLE.write(utc).required("zone").stringValue()).isEqualTo("UTC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"-1\"",
                "\"+1\"",
                "\"1,00\"",
                "\"1e3\"",
                "\".5\"",
                "\"5.\"",
                "\"1.0000000001\"",
                "\"1234567890\"",
                "\"NaN\""
            })
    void an_amount_is_a_plain_decimal(String amount) {
        assertThat(refused("amount", amount)).isEqualTo("amount");
    }

    @Test
    void the_schema_says_what_the_reader_asks_for() {
        Schemas schemas = new Schemas();
        assertThat(schemas.reference(WHOLE).toString()).isEqualTo("{\"$ref\":\"#/components/schemas/Whole\"}");
        JsonNode whole = schemas.all().required("Whole");
        assertThat(whole.required("required").toString()).isEqualTo("[\"some_id\"]");
        JsonNode properties = whole.required("properties");
        assertThat(properties.required("some_id").toString())
                .isEqualTo(
                        "{\"type\":\"string\",\"minLength\":1,\"maxLength\":5,\"pattern\":\"^[a-z]+$\",\"description\":\"an id\"}");
        assertThat(properties.required("colour").required("enum").toString()).isEqualTo("[\"red\",\"dark_blue\",null]");
        assertThat(properties.required("at").required("type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(properties.required("parts").required("items").toString())
                .isEqualTo("{\"$ref\":\"#/components/schemas/Part\"}");
        assertThat(schemas.all().at("/Part/properties/count").toString())
                .isEqualTo(
                        "{\"type\":\"integer\",\"format\":\"int64\",\"minimum\":1,\"maximum\":10,\"description\":\"how many\"}");
    }

    @Test
    void a_patch_of_a_record_needs_nothing_in_it() {
        Schemas schemas = new Schemas();
        assertThat(schemas.patch(WHOLE).toString()).isEqualTo("{\"$ref\":\"#/components/schemas/WholePatch\"}");
        assertThat(schemas.all().required("WholePatch").has("required")).isFalse();
    }

    @Test
    void a_component_that_says_nothing_of_itself_or_has_no_shape_is_a_mistake() {
        assertThatThrownBy(() -> RecordShape.of(Silent.class, LOOKUP)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordShape.of(Strange.class, LOOKUP)).hasMessageContaining("has no shape");
        assertThatThrownBy(() -> RecordShape.of(Part.class, MethodHandles.publicLookup()))
                .hasMessageContaining("cannot be read or constructed");
    }

    private static @Nullable String refused(String name, String value) {
        return refused("{\"some_id\":\"a\",\"" + name + "\":" + value + "}").param();
    }

    private static Fault refused(String body) {
        return catchThrowableOfType(Refusal.class, () -> WHOLE.read(json(body))).fault();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void members_of_an_inlined_record_stand_among_the_others() {
        RecordShape<Extended> shape = RecordShape.of(Extended.class, LOOKUP);
        String text = "{\"id\":\"a\",\"count\":3,\"word\":\"w\"}";

        Extended read = shape.read(JsonMapper.shared().readTree(text));

        assertThat(read).isEqualTo(new Extended("a", new Part(3L, "w")));
        assertThat(shape.write(read)).hasToString(text);
        assertThat(shape.members()).containsExactly("id", "count", "word");
        Schemas schemas = new Schemas();
        shape.schema(schemas);
        assertThat(schemas.all().at("/Extended/required")).hasToString("[\"id\",\"count\"]");
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> shape.read(JsonMapper.shared().readTree("{\"id\":\"a\",\"count\":11}")));
        assertThat(refusal.fault().param()).isEqualTo("count");
    }
}
