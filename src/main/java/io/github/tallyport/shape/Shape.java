package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.fault.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the values of one type stand in JSON. Immutable. */
interface Shape {
    /**
     * @param value neither null nor missing
     * @param path of the value, such as {@code budgets[1].amount}
     * @throws Refusal 400 for the first thing that does not fit, with its path
     */
    Object read(JsonNode value, String path);

    JsonNode write(Object value);

    /** Records are put among {@code schemas}, and referred to. */
    ObjectNode schema(Schemas schemas);

    static Refusal wrongType(String path, String expected, JsonNode got) {
        return ParameterFaults.wrongType(path, expected, described(got)).refusal();
    }

    private static String described(JsonNode node) {
        return switch (node.asToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a decimal number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }
}
