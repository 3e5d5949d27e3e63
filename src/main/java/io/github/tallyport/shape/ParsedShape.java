package io.github.tallyport.shape;

import io.github.tallyport.fault.ParameterFaults;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A text that stands for something else.
 *
 * @param pattern of the whole text, before it is parsed: parsers take more than is written down here
 * @param format of JSON Schema, or empty
 * @param expected what it should be, with its article, for a person
 */
record ParsedShape(
        Pattern pattern,
        String format,
        String expected,
        Function<String, Object> parser,
        Function<Object, String> writer)
        implements Shape {
    private static final ParsedShape INSTANT = new ParsedShape(
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})"),
            "date-time",
            "a time of RFC 3339 such as 2027-01-31T12:00:00Z",
            text -> OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS),
            Object::toString);
    private static final ParsedShape DURATION = new ParsedShape(
            Pattern.compile("P(?!$)(\\d{1,6}D)?(T(?=\\d)(\\d{1,6}H)?(\\d{1,6}M)?(\\d{1,8}S)?)?"),
            "duration",
            "a duration of ISO 8601 such as PT24H",
            Duration::parse,
            Object::toString);
    private static final ParsedShape ZONE = new ParsedShape(
            Pattern.compile("[A-Za-z][A-Za-z0-9_+/-]{0,63}"),
            "",
            "a time zone of the IANA database such as Asia/Shanghai",
            ParsedShape::zone,
            zone -> zone.equals(ZoneOffset.UTC) ? "UTC" : zone.toString());
    private static final ParsedShape MONEY = new ParsedShape(
            Pattern.compile("\\d{1,9}(\\.\\d{1,9})?"),
            "",
            "an amount of CNY as a decimal such as \"100.00\", with at most nine digits on either side of the point",
            BigDecimal::new,
            amount -> ((BigDecimal) amount).toPlainString());

    static ParsedShape of(Class<?> type) {
        if (type == Instant.class) {
            return INSTANT;
        }
        if (type == Duration.class) {
            return DURATION;
        }
        if (type == ZoneId.class) {
            return ZONE;
        }
        if (type == BigDecimal.class) {
            return MONEY;
        }
        throw new IllegalArgumentException(type + " has no shape");
    }

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new DateTimeException("no such zone");
        }
        return ZoneId.of(text);
    }

    @Override
    public Object read(JsonNode value, String path) {
        if (!value.isString()) {
            throw Shape.wrongType(path, "a string", value);
        }
        String text = value.stringValue();
        if (pattern.matcher(text).matches()) {
            try {
                return parser.apply(text);
            } catch (DateTimeException e) {
                throw ParameterFaults.malformed(path, expected, text).refusal();
            }
        }
        throw ParameterFaults.malformed(path, expected, text).refusal();
    }

    @Override
    public JsonNode write(Object value) {
        return StringNode.valueOf(writer.apply(value));
    }

    @Override
    public ObjectNode schema(Schemas schemas) {
        ObjectNode schema = Schemas.of("string");
        return format.isEmpty() ? schema.put("pattern", "^" + pattern + "$") : schema.put("format", format);
    }
}
