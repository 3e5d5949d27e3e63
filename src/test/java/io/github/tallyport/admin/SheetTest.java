package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SheetTest {
    private static final Sheet.Part NOTHING = new Sheet.Part(List.of(), null);

    @Test
    void cells_are_quoted_where_they_must_be_and_nothing_is_not_an_empty_text() {
        assertThat(line("{\"a\":\"plain-1.5\",\"b\":{\"c\":7}}")).isEqualTo("plain-1.5,7");
        assertThat(line("{\"a\":null}")).isEqualTo(",");
        assertThat(line("{\"a\":\"\",\"b\":{\"c\":\"\"}}")).isEqualTo("\"\",\"\"");
        assertThat(line("{\"a\":\"x,y\",\"b\":{\"c\":true}}")).isEqualTo("\"x,y\",true");
        assertThat(line("{\"a\":\"say \\\"hi\\\"\"}")).isEqualTo("\"say \"\"hi\"\"\",");
        assertThat(line("{\"a\":\"two\\r\\nlines\"}")).isEqualTo("\"two\r\nlines\",");
        assertThat(line("{\"a\":\" padded \"}")).isEqualTo("\" padded \",");
        assertThat(line("{\"a\":{\"x\":\"1\"}}")).isEqualTo("\"{\"\"x\"\":\"\"1\"\"}\",");
        assertThat(line("{\"a\":\"测试 🙂\"}")).isEqualTo("\"测试 🙂\",");
        assertThat(line("{\"a\":\"测试\"}")).isEqualTo("测试,");
    }

    @Test
    void the_heading_names_every_column() {
        assertThat(new String(sheet().heading(), StandardCharsets.UTF_8)).isEqualTo("a,b_c\r\n");
    }

    private static String line(String json) {
        ObjectNode row = (ObjectNode) JsonMapper.shared().readTree(json);
        String line = new String(sheet().lines(new Sheet.Part(List.of(row), null)), StandardCharsets.UTF_8);
        assertThat(line).endsWith("\r\n");
        return line.substring(0, line.length() - 2);
    }

    private static Sheet sheet() {
        return new Sheet(List.of(Sheet.Column.of("a"), Sheet.Column.of("b", "c")), NOTHING);
    }
}
