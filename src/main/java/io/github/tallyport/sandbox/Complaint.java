package io.github.tallyport.sandbox;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Errors as the upstream's dialect has them: a numeric code, no type, and whatever metadata. */
final class Complaint {
    private static final String TOO_LONG =
            "This model's maximum context length is 131072 tokens. However, you requested "
                    + "140000 tokens (139000 in the messages, 1000 in the completion). Please reduce the length of the messages or "
                    + "completion.";

    private Complaint() {}

    /** The whole body of an answer. */
    static ObjectNode body(ObjectNode error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return body;
    }

    static ObjectNode error(int status, String message) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("message", message).put("code", status);
        error.putObject("metadata").put("provider_name", "sandbox");
        return error;
    }

    static ObjectNode rehearsed(Rehearsal rehearsal) {
        int status = rehearsal.status();
        return error(status, rehearsal.tooLong() ? TOO_LONG : sentence(status));
    }

    static String page(int status) {
        return "<html>\r\n<head><title>" + status + "</title></head>\r\n<body>\r\n<center><h1>" + status
                + "</h1></center>\r\n<hr><center>sandbox</center>\r\n</body>\r\n</html>\r\n";
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "The request was refused by the provider.";
            case 401 -> "No auth credentials found";
            case 402 -> "Insufficient credits. Add more using the provider's site.";
            case 403 -> "This key may not be used for this model.";
            case 404 -> "No endpoints found for this model.";
            case 408 -> "The request timed out.";
            case 413 -> "The request is too large.";
            case 429 -> "Rate limit exceeded: too many requests per minute.";
            case 502 -> "Provider disconnected.";
            case 503 -> "No provider is available at the moment.";
            default -> "The provider answered with status " + status + ".";
        };
    }
}
