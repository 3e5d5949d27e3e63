package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV as RFC 4180 has it, and nothing else. */
final class CsvText {
    private final String text;
    private int at;

    private CsvText(String text) {
        this.text = text;
    }

    /** The first line names the columns. */
    static List<Map<String, String>> rows(String text) {
        List<List<String>> lines = new CsvText(text).lines();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            assertThat(line).hasSameSizeAs(lines.getFirst());
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < line.size(); i++) {
                row.put(lines.getFirst().get(i), line.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        while (at < text.length()) {
            List<String> line = new ArrayList<>();
            line.add(cell());
            while (text.charAt(at) == ',') {
                at++;
                line.add(cell());
            }
            assertThat(text.substring(at, at + 2)).isEqualTo("\r\n");
            at += 2;
            lines.add(line);
        }
        return lines;
    }

    private String cell() {
        int start = at;
        if (text.charAt(at) != '"') {
            while (text.charAt(at) != ',' && text.charAt(at) != '\r') {
                assertThat(text.charAt(at)).isNotIn('"', '\n');
                at++;
            }
            return text.substring(start, at);
        }
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
            char next = text.charAt(at++);
            if (next == '"' && text.charAt(at) != '"') {
                return cell.toString();
            }
            if (next == '"') {
                at++;
            }
            cell.append(next);
        }
    }
}
