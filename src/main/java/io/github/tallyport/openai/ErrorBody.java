package io.github.tallyport.openai;

import io.github.tallyport.fault.Fault;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** OpenAI's error envelope: all four keys, {@code type} and {@code message} strings always. */
public final class ErrorBody {
    private ErrorBody() {}

    public static byte[] of(Fault fault) {
        return json(fault).getBytes(StandardCharsets.UTF_8);
    }

    /** The envelope on one line, as it also goes into a stream that has begun. */
    public static String json(Fault fault) {
        return "{\"error\":{\"message\":" + quoted(fault.message()) + ",\"type\":" + quoted(fault.type())
                + ",\"param\":" + quoted(fault.param()) + ",\"code\":" + quoted(fault.code()) + "}}";
    }

    /** A JSON string, or {@code null}. Lone surrogates become {@code ?}: the result is always valid UTF-8. */
    public static String quoted(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
    }
}
