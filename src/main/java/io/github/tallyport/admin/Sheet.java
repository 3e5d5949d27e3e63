package io.github.tallyport.admin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as CSV (RFC 4180) with a heading, part by part. Its cells are the members of what JSON would show: null is an empty
 * cell, an empty text one of two quotes, an object its JSON.
 */
record Sheet(List<Column> columns, Part first) {
    private static final String LINE_END = "\r\n";

    /** @param at where in JSON its cells stand */
    record Column(String name, JsonPointer at) {
        /** A member of its own. */
        static Column of(String name) {
            return new Column(name, JsonPointer.compile("/" + name));
        }

        /** A member of a member, called by both their names. */
        static Column of(String member, String name) {
            return new Column(member + "_" + name, JsonPointer.compile("/" + member + "/" + name));
        }
    }

    /**
     * Some rows.
     *
     * @param next those after them, read on a thread that may block; null for the end
     */
    record Part(List<ObjectNode> rows, @Nullable Supplier<Part> next) {}

    byte[] heading() {
        return columns.stream()
                .map(Column::name)
                .collect(Collectors.joining(",", "", LINE_END))
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] lines(Part part) {
        StringBuilder lines = new StringBuilder();
        for (ObjectNode row : part.rows()) {
            lines.append(columns.stream()
                    .map(column -> cell(row.at(column.at())))
                    .collect(Collectors.joining(",", "", LINE_END)));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        String text = value.isString() ? value.stringValue() : value.toString();
        return text.isEmpty() || text.chars().anyMatch(Sheet::isSpecial)
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }

    /** Blanks need no quotes by the RFC, but some readers strip them. */
    private static boolean isSpecial(int character) {
        return character == ',' || character == '"' || character <= ' ';
    }
}
