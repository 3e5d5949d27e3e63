package io.github.tallyport.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a parameter. Every {@code path} is that of the value at fault, such as {@code messages[0].content}, and
 * becomes the error's {@code param}. Sentences and codes are OpenAI's where it is known what they are: tools branch on them.
 */
public final class ParameterFaults {
    private static final int ECHO = 64;

    private ParameterFaults() {}

    public static Fault missing(String path) {
        return bad("missing_required_parameter", path, "Missing required parameter: '" + path + "'.");
    }

    /** @param got what stands there instead, with its article, such as {@code an object} or {@code null} */
    public static Fault wrongType(String path, String expected, String got) {
        return bad(
                "invalid_type",
                path,
                "Invalid type for '" + path + "': expected " + expected + ", but got " + got + " instead.");
    }

    public static Fault decimalAbove(String path, long max, String got) {
        return outOfRange(path, "decimal", "above", "max", "<= " + max, got);
    }

    public static Fault decimalBelow(String path, long min, String got) {
        return outOfRange(path, "decimal", "below", "min", ">= " + min, got);
    }

    public static Fault integerAbove(String path, long max, String got) {
        return outOfRange(path, "integer", "above", "max", "<= " + max, got);
    }

    public static Fault integerBelow(String path, long min, String got) {
        return outOfRange(path, "integer", "below", "min", ">= " + min, got);
    }

    public static Fault invalidValue(String path, String got, List<String> supported) {
        return bad(
                "invalid_value",
                path,
                "Invalid value: '" + echo(got) + "'. Supported values are: " + listed(supported) + ".");
    }

    public static Fault arrayTooLong(String path, int max, int got) {
        return bad(
                "array_above_max_length",
                path,
                "Invalid '" + path + "': array too long. Expected an array with maximum length " + max
                        + ", but got an array with length " + got + " instead.");
    }

    public static Fault emptyArray(String path) {
        return bad(
                "empty_array",
                path,
                "Invalid '" + path + "': empty array. Expected an array with minimum length 1, but got an empty array"
                        + " instead.");
    }

    public static Fault stringTooLong(String path, int max, int got) {
        return bad(
                "string_above_max_length",
                path,
                "Invalid '" + path + "': string too long. Expected a string with maximum length " + max
                        + ", but got a string with length " + got + " instead.");
    }

    public static Fault emptyString(String path) {
        return bad(
                "empty_string",
                path,
                "Invalid '" + path + "': empty string. Expected a string with minimum length 1, but got an empty string"
                        + " instead.");
    }

    /** @param pattern as a person would write it: a regular expression */
    public static Fault patternMismatch(String path, String pattern) {
        return bad(
                "invalid_value",
                path,
                "Invalid '" + path + "': string does not match pattern. Expected a string that matches the pattern '"
                        + pattern + "'.");
    }

    /** @param expected what it should be, with its article and an example */
    public static Fault malformed(String path, String expected, String got) {
        return bad(
                "invalid_value",
                path,
                "Invalid '" + path + "': expected " + expected + ", but got '" + echo(got) + "'.");
    }

    /** The gateway stores this text, and databases do not take U+0000. */
    public static Fault nulCharacter(String path) {
        return bad("invalid_value", path, "Invalid '" + path + "': string contains a NUL character.");
    }

    public static Fault tooManyProperties(String path, int max, int got) {
        return bad(
                "object_above_max_properties",
                path,
                "Invalid '" + path + "': too many properties. Expected an object with at most " + max
                        + " properties, but got an object with " + got + " properties instead.");
    }

    public static Fault keyTooLong(String path, String key, int max) {
        return bad(
                "string_above_max_length",
                path,
                "Invalid key in '" + path + "': '" + echo(key) + "' is too long. Expected a key with maximum length "
                        + max + ".");
    }

    public static Fault keyNotAToken(String path, String key) {
        return bad(
                "invalid_value",
                path,
                "Invalid key in '" + path + "': '" + echo(key)
                        + "'. You should only be submitting non-negative integers.");
    }

    /** @param condition what must hold too, such as {@code 'logprobs' is enabled} */
    public static Fault onlyAllowedWhen(String path, String condition) {
        return combination(path, "The '" + path + "' parameter is only allowed when " + condition + ".");
    }

    public static Fault contradiction(String path, String other) {
        return combination(path, "The '" + path + "' and '" + other + "' parameters contradict each other.");
    }

    public static Fault noSuchTool(String path, String name) {
        return bad("invalid_value", path, "Tool choice '" + echo(name) + "' not found in 'tools' parameter.");
    }

    public static Fault unknown(String name) {
        String shown = echo(name);
        return bad("unknown_parameter", shown, "Unknown parameter: '" + shown + "'.");
    }

    public static Fault unsupported(String name) {
        return bad(
                "unsupported_parameter",
                name,
                "Unsupported parameter: '" + name + "' is not supported with this model.");
    }

    /** @param hint what would be taken instead: a sentence */
    public static Fault unsupportedValue(String path, String got, String hint) {
        return bad(
                "unsupported_value",
                path,
                "Unsupported value: '" + path + "' does not support " + got + " with this model. " + hint);
    }

    /** {@code 'a'}, {@code 'a' and 'b'}, {@code 'a', 'b', and 'c'}. */
    public static String listed(List<String> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(values.size() == 2 ? " " : ", ").append(i == values.size() - 1 ? "and " : "");
            }
            text.append('\'').append(values.get(i)).append('\'');
        }
        return text.toString();
    }

    /** What a client wrote, short enough to be read back to it. */
    public static String echo(String text) {
        return text.length() <= ECHO ? text : text.substring(0, ECHO) + "…";
    }

    private static Fault outOfRange(String path, String kind, String where, String bound, String expected, String got) {
        return bad(
                kind + "_" + where + "_" + bound + "_value",
                path,
                "Invalid '" + path + "': " + kind + " " + where + " " + bound + "imum value. Expected a value "
                        + expected + ", but got " + echo(got) + " instead.");
    }

    private static Fault combination(String path, String message) {
        return bad("invalid_parameter_combination", path, message);
    }

    private static Fault bad(String code, @Nullable String path, String message) {
        return Fault.client(400, code, path, message);
    }
}
