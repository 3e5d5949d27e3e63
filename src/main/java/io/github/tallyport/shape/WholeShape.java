package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/** A whole number written as one ({@code 100.0} and {@code 1e2} are not), both bounds included. */
record WholeShape(long min, long max) implements Shape {
    @Override
    public Long read(JsonNode value, String path) {
        if (!value.isIntegralNumber()) {
            throw Shape.wrongType(path, "an integer", value);
        }
        BigInteger number = value.bigIntegerValue();
        if (number.compareTo(BigInteger.valueOf(min)) < 0) {
            throw ParameterFaults.integerBelow(path, min, number.toString()).refusal();
        }
        if (number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw ParameterFaults.integerAbove(path, max, number.toString()).refusal();
        }
        return number.longValueExact();
    }

    @Override
    public JsonNode write(Object value) {
        return LongNode.valueOf((Long) value);
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        ObjectNode schema = Schemas.of("integer").put("format", "int64").put("minimum", min);
        return max == Long.MAX_VALUE ? schema : schema.put("maximum", max);
    }
}
