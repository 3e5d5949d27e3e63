package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {
    /** Appendix A of RFC 7396, as far as target and patch are objects, and its example of section 3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}",
                "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"}|{\"a\":null}|{}",
                "{\"a\":\"b\",\"b\":\"c\"}|{\"a\":null}|{\"b\":\"c\"}",
                "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}",
                "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]}|{\"a\":[1]}|{\"a\":[1]}",
                "{\"a\":\"foo\"}|{\"a\":{\"b\":1}}|{\"a\":{\"b\":1}}",
                "{\"e\":null}|{\"a\":1}|{\"a\":1}",
                "[1,2]|{\"a\":\"b\",\"c\":null}|{\"a\":\"b\"}",
                "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}",
                "{\"title\":\"Goodbye!\",\"author\":{\"givenName\":\"John\",\"familyName\":\"Doe\"},\"tags\":[\"x\"],\"content\":\"same\"}"
                        + "|{\"title\":\"Hello!\",\"phoneNumber\":\"+01\",\"author\":{\"familyName\":null},\"tags\":[\"y\"]}"
                        + "|{\"title\":\"Hello!\",\"author\":{\"givenName\":\"John\"},\"tags\":[\"y\"],\"content\":\"same\",\"phoneNumber\":\"+01\"}"
            })
    void a_patch_does_what_RFC_7396_says_once_nulls_count_as_absent(String target, String patch, String result) {
        ObjectNode merged = MergePatch.merged(json(target), (ObjectNode) json(patch));
        assertThat(withoutNulls(merged).toString()).isEqualTo(json(result).toString());
    }

    private static JsonNode withoutNulls(ObjectNode object) {
        List<String> names = new ArrayList<>(object.propertyNames());
        for (String name : names) {
            if (object.required(name).isNull()) {
                object.remove(name);
            } else if (object.required(name) instanceof ObjectNode inner) {
                withoutNulls(inner);
            }
        }
        return object;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
