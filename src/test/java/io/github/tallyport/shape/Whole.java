package io.github.tallyport.shape;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A record whose components have many shapes, some of them inside each other. */
record Whole(
        @Member(value = "an id", min = 1, max = 5, pattern = "[a-z]+")
        String someId,

        @Member("when") @Nullable Instant at,
        @Member("where") @Nullable ZoneId zone,
        @Member("how long") @Nullable Duration span,
        @Member("how much") @Nullable BigDecimal amount,
        @Member("which") @Nullable Colour colour,
        @Member(value = "parts", max = 2) @Nullable List<Part> parts,

        @Member(value = "parts by name", max = 2) @Nullable Map<String, Part> named,

        @Member(value = "words", max = 3) @Nullable List<String> words,
        @Member("anything") @Nullable JsonNode any) {
    enum Colour {
        RED,
        DARK_BLUE
    }

    record Part(
            @Member(value = "how many", min = 1, max = 10) Long count,

            @Member(value = "a word", omitted = true) @Nullable
            String word) {}
}
