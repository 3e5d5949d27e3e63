package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.MESSAGES;
import static io.github.tallyport.validation.Requests.saying;
import static io.github.tallyport.validation.Requests.with;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Documents that are no requests, or none to be trusted: what each is, its bytes, and the code of its answer. */
final class HostileDocuments {
    /** The answer to what is no JSON has neither code nor param. */
    private static final @Nullable String NOT_JSON = null;

    private static final String PLAIN = with("");

    private HostileDocuments() {}

    static Stream<Arguments> all() {
        return Stream.of(shapes(), encodings(), names(), numbers(), strings(), depths(), bombs())
                .flatMap(documents -> documents);
    }

    private static Stream<Arguments> shapes() {
        return Stream.of(
                bad("nothing", ""),
                bad("blanks", " \n\t "),
                bad("null", "null"),
                bad("true", "true"),
                bad("a number", "17"),
                bad("a string", "\"{}\""),
                bad("an array", "[" + PLAIN + "]"),
                bad("an empty array", "[]"),
                bad("half an object", PLAIN.substring(0, PLAIN.length() - 1)),
                bad("an object that ends in a name", "{\"model"),
                bad("an object that ends after a name", "{\"model\""),
                bad("an object that ends after a colon", "{\"model\":"),
                bad("an object that ends in a string", "{\"model\":\"m"),
                bad("an object that ends in an escape", "{\"model\":\"m\\"),
                bad("an object that ends after a comma", "{\"model\":\"m\","),
                bad("an object that ends in an array", "{\"model\":\"m\",\"messages\":["),
                bad("another object behind it", PLAIN + PLAIN),
                bad("a brace behind it", PLAIN + "}"),
                bad("a word behind it", PLAIN + " x"),
                bad("a comma behind it", PLAIN + ","),
                bad("a comment behind it", PLAIN + "//"),
                bad("a comment inside", "{/**/" + PLAIN.substring(1)),
                bad("a hash comment", "#\n" + PLAIN),
                bad("a trailing comma", "{\"model\":\"m\"," + MESSAGES + ",}"),
                bad("a trailing comma in an array", with("\"stop\":[\"a\",]")),
                bad("two commas", "{\"model\":\"m\",," + MESSAGES + "}"),
                bad("a leading comma", "{,\"model\":\"m\"," + MESSAGES + "}"),
                bad("a missing comma", "{\"model\":\"m\" " + MESSAGES + "}"),
                bad("a missing colon", "{\"model\" \"m\"," + MESSAGES + "}"),
                bad("a missing value", "{\"model\":," + MESSAGES + "}"),
                bad("brackets that do not match", "{\"model\":\"m\",\"messages\":[}]}"),
                bad("single quotes", PLAIN.replace('"', '\'')),
                bad("a name without quotes", "{model:\"m\"," + MESSAGES + "}"),
                bad("a form", "model=m&messages=hi"),
                bad("HTML", "<html></html>"),
                bad("a sequence of texts (RFC 7464)", "\u001e" + PLAIN + "\n"),
                bad("broken behind a finding", with("\"temperature\":9,\"x\":nope")),
                bad("doubled behind a finding", "{\"model\":1,\"model\":2}"),
                bad("cut off behind a finding", "{\"model\":1,\"messages\":[[[["));
    }

    private static Stream<Arguments> encodings() {
        return Stream.of(
                bad("a byte order mark", "\uFEFF" + PLAIN),
                bad("UTF-16, big end first", PLAIN.getBytes(UTF_16BE)),
                bad("UTF-16, little end first", PLAIN.getBytes(UTF_16LE)),
                bad("UTF-16 with a byte order mark", PLAIN.getBytes(java.nio.charset.StandardCharsets.UTF_16)),
                bad("UTF-32, big end first", PLAIN.getBytes(Charset.forName("UTF-32BE"))),
                bad("UTF-32, little end first", PLAIN.getBytes(Charset.forName("UTF-32LE"))),
                bad("Latin-1", saying("{\"role\":\"user\",\"content\":\"é\"}").getBytes(ISO_8859_1)),
                bad("an overlong quote", said("\u00C0\u00A2")),
                bad("an overlong NUL", said("\u00C0\u0080")),
                bad("an overlong slash of three bytes", said("\u00E0\u0080\u00AF")),
                bad("an overlong slash of four bytes", said("\u00F0\u0080\u0080\u00AF")),
                bad("a surrogate in three bytes", said("\u00ED\u00A0\u0080")),
                bad("a pair of surrogates in six bytes", said("\u00ED\u00A0\u00BD\u00ED\u00B8\u0080")),
                bad("a character beyond Unicode", said("\u00F4\u0090\u0080\u0080")),
                bad("a sequence of five bytes", said("\u00F8\u0088\u0080\u0080\u0080")),
                bad("a continuation on its own", said("\u0080")),
                bad("a sequence cut short by a quote", said("\u00E4\u00BD")),
                bad("a sequence cut short by the end", (PLAIN + "\u00E4\u00BD").getBytes(ISO_8859_1)),
                bad("the byte FF", said("\u00FF")),
                bad("broken UTF-8 in a name", ("{\"\u00C3\":1," + PLAIN.substring(1)).getBytes(ISO_8859_1)),
                bad("broken UTF-8 in what is dropped", with("\"x\":\"\u00C3\"").getBytes(ISO_8859_1)));
    }

    private static Stream<Arguments> names() {
        return Stream.of(
                bad("a name twice", "{\"model\":\"a\",\"model\":\"a\"," + MESSAGES + "}"),
                bad("a name twice, once in escapes", "{\"model\":\"a\",\"mod\\u0065l\":\"b\"," + MESSAGES + "}"),
                bad("messages twice", "{\"model\":\"a\"," + MESSAGES + "," + MESSAGES + "}"),
                bad("an unknown name twice", with("\"x\":1,\"x\":1")),
                bad("a null name twice", with("\"stop\":null,\"stop\":null")),
                bad("a role twice", saying("{\"role\":\"user\",\"role\":\"system\",\"content\":\"a\"}")),
                bad(
                        "a name twice in a part",
                        saying("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"text\":\"b\"}]}")),
                bad(
                        "a name twice in a schema",
                        with("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
                                + "{\"a\":{\"b\":1,\"c\":2,\"d\":3,\"b\":4}}}}]")),
                bad("a name twice in what is dropped", with("\"x\":[{\"y\":{\"z\":1,\"z\":2}}]")),
                bad("a huge name", with("\"" + "n".repeat(1025) + "\":1")),
                bad("a name of a megabyte", with("\"" + "n".repeat(1_000_000) + "\":1")),
                bad("a control character in a name", with("\"a\nb\":1")),
                bad("half a character in a name", with("\"\\ud800\":1")),
                bad("a number as a name", with("1:1")),
                bad("null as a name", with("null:1")));
    }

    private static Stream<Arguments> numbers() {
        String broken = "01 -01 +1 .5 5. - -.5 1e 1e+ 1.e5 0x10 1_000 NaN -NaN Infinity -Infinity nan 1,5 1f ١ --1";
        String tooLong =
                "1".repeat(129) + " 0." + "1".repeat(1_000_000) + " 1e" + "1".repeat(200) + " " + "0".repeat(100);
        return Stream.concat(
                Arrays.stream((broken + " " + tooLong).split(" ", -1))
                        .map(number -> bad("the number " + shortened(number), with("\"temperature\":" + number))),
                Stream.of(
                        found("too hot", with("\"temperature\":1e400"), "decimal_above_max_value"),
                        found("too hot to say", with("\"temperature\":1e2147483648"), "decimal_above_max_value"),
                        found(
                                "too hot by a hair",
                                with("\"temperature\":2.0000000000000000001"),
                                "decimal_above_max_value"),
                        found("too cold by a hair", with("\"temperature\":-1e-2147483649"), "decimal_below_min_value"),
                        found("beyond a long", with("\"seed\":" + "9".repeat(100)), "integer_above_max_value"),
                        found("below a long", with("\"seed\":-" + "9".repeat(100)), "integer_below_min_value"),
                        found("a whole number in disguise", with("\"max_tokens\":1e1"), "invalid_type"),
                        found("a limit beyond an int", with("\"max_tokens\":4294967297"), "integer_above_max_value")));
    }

    private static Stream<Arguments> strings() {
        return Stream.of(
                bad("NUL as it is", said("\0")),
                bad("NUL between members", "{\0" + PLAIN.substring(1)),
                bad("NUL behind it", PLAIN + "\0"),
                bad("a line feed as it is", said("a\nb")),
                bad("a tab as it is", said("a\tb")),
                bad("a control character in what is dropped", with("\"x\":\"a\u0001b\"")),
                bad("an escape there is not", said("\\x41")),
                bad("an escaped quote that is none", said("\\'")),
                bad("an escape cut short", said("\\u12")),
                bad("an escape of no digits", said("\\uzzzz")),
                bad("a high surrogate alone", said("\\ud800")),
                bad("a low surrogate alone", said("\\udc00")),
                bad("surrogates the wrong way round", said("\\ude00\\ud83d")),
                bad("two high surrogates", said("\\ud83d\\ud83d\\ude00")),
                bad("a high surrogate and a letter", said("\\ud83d\\u0041")),
                bad("a high surrogate at the end", said("x\\ud83d")),
                bad("half a character in what is dropped", with("\"x\":[\"\\udfff\"]")),
                bad(
                        "half a character in a schema",
                        with(
                                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"d\":\"\\udbff\"}}}")),
                bad("a vertical tab between members", "{\u000b" + PLAIN.substring(1)),
                bad("a no-break space between members", "{\u00a0" + PLAIN.substring(1)),
                bad("a string that is too long", new String(said("a"), UTF_8).replace("a", "a".repeat(16_777_217))));
    }

    private static Stream<Arguments> depths() {
        return Stream.of(
                bad("65 arrays", with("\"x\":" + "[".repeat(64) + "]".repeat(64))),
                bad("65 objects", with("\"x\":" + "{\"a\":".repeat(64) + "1" + "}".repeat(64))),
                bad(
                        "a schema of 70 levels",
                        with("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
                                + "{\"a\":".repeat(70) + "1" + "}".repeat(70) + "}}]")),
                bad("a million arrays", with("\"x\":" + "[".repeat(1_000_000))),
                bad("a million arrays at the top", "[".repeat(1_000_000)),
                bad("a million objects", "{\"a\":".repeat(1_000_000)),
                bad("a million arrays for messages", "{\"messages\":" + "[".repeat(1_000_000)));
    }

    private static Stream<Arguments> bombs() {
        return Stream.of(
                bad("four million numbers", with("\"x\":[" + "1,".repeat(4_000_000) + "1]")),
                bad("two million empty objects", with("\"x\":[" + "{},".repeat(2_000_000) + "{}]")),
                bad("two million messages", "{\"model\":\"m\",\"messages\":[" + "{},".repeat(2_000_000) + "{}]}"),
                bad("two million parts", saying("{\"role\":\"user\",\"content\":[" + "{},".repeat(2_000_000) + "{}]}")),
                bad("half a million names", with("\"x\":{" + names(500_000) + "}")),
                bad("half a million names behind a finding", with("\"top_p\":2,\"x\":{" + names(500_000) + "}")),
                bad("ten thousand and one unknown parameters", with(names(10_001))),
                bad("ten thousand and one tokens with a bias", with("\"logit_bias\":{" + names(10_001) + "}")),
                bad("eight megabytes of blanks", " ".repeat(8_000_000)),
                bad("eight megabytes of one string", "{\"model\":\"" + "a".repeat(8_000_000)),
                bad("eight megabytes of backslashes", "{\"model\":\"" + "\\".repeat(8_000_000)),
                bad("eight megabytes of digits", with("\"seed\":" + "1".repeat(8_000_000))),
                found(
                        "a model of eight megabytes",
                        "{\"model\":\"" + "a".repeat(8_000_000) + "\"," + MESSAGES + "}",
                        "string_above_max_length"),
                found("a hundred thousand tools", with("\"tools\":[" + "1,".repeat(100_000) + "1]"), "invalid_type"),
                found(
                        "nine thousand labels",
                        with("\"metadata\":{" + names(9_000).replace(":1", ":\"\"") + "}"),
                        "object_above_max_properties"),
                bad(
                        "ten thousand and one labels",
                        with("\"metadata\":{" + names(10_001).replace(":1", ":\"\"") + "}")));
    }

    private static Arguments bad(String what, String json) {
        return bad(what, json.getBytes(UTF_8));
    }

    private static Arguments bad(String what, byte[] body) {
        return Arguments.of(what, body, NOT_JSON);
    }

    private static Arguments found(String what, String json, String code) {
        return Arguments.of(what, json.getBytes(UTF_8), code);
    }

    /** A request whose message is this, every character one byte. */
    static byte[] said(String bytes) {
        boolean single = bytes.chars().allMatch(c -> c <= 0xFF);
        return saying("{\"role\":\"user\",\"content\":\"" + bytes + "\"}").getBytes(single ? ISO_8859_1 : UTF_8);
    }

    /** So many members, called by numbers. */
    static String names(int count) {
        StringBuilder names = new StringBuilder(count * 12);
        for (int i = 0; i < count; i++) {
            names.append(i == 0 ? "\"" : ",\"").append(i).append("\":1");
        }
        return names.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }
}
