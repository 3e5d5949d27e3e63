package io.github.tallyport.fault;

/** What is wrong with the HTTP request around the body: where it goes, its size, its type. */
public final class RequestFaults {
    private RequestFaults() {}

    public static Fault unknownUrl(String method, String path) {
        return Fault.client(
                404,
                "unknown_url",
                null,
                "Unknown request URL: " + method + " " + path + ". Please check the URL for typos, or see the docs.");
    }

    public static Fault methodNotAllowed(String method, String path, String allow) {
        return Fault.client(
                        405,
                        null,
                        null,
                        "Not allowed to " + method + " on " + path
                                + ". (HINT: Perhaps you meant to use a different HTTP method?)")
                .with("Allow", allow);
    }

    public static Fault unsupportedContentType(String given) {
        return Fault.client(
                415,
                "unsupported_content_type",
                null,
                "Unsupported content type: '" + given + "'. This API method only accepts 'application/json' requests.");
    }

    public static Fault tooLarge(long maxBytes) {
        return Fault.client(413, "request_too_large", null, "Maximum request size is " + maxBytes + " bytes.");
    }

    public static Fault bodyTooSlow() {
        return Fault.client(408, "request_timeout", null, "The request body did not arrive in time.");
    }

    /** Not HTTP, or HTTP that another reader might take for something else. Nothing after it can be trusted. */
    public static Fault malformed(String what) {
        return Fault.client(400, "malformed_request", null, "We could not read your HTTP request: " + what + ".");
    }

    public static Fault requestLineTooLong(int maxBytes) {
        return Fault.client(414, "uri_too_long", null, "Maximum length of the request line is " + maxBytes + " bytes.");
    }

    public static Fault headTooLarge(int maxBytes) {
        return Fault.client(
                431,
                "request_header_fields_too_large",
                null,
                "Maximum size of the request's header fields is " + maxBytes + " bytes.");
    }

    public static Fault headTooSlow() {
        return Fault.client(408, "request_timeout", null, "The request head did not arrive in time.");
    }

    /** An {@code Expect} other than {@code 100-continue}. */
    public static Fault expectationFailed() {
        return Fault.client(417, "expectation_failed", null, "The only expectation understood is '100-continue'.");
    }

    public static Fault invalidJson() {
        return Fault.client(
                400,
                null,
                null,
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP"
                        + " library correctly. The API expects a JSON payload, but what was sent was not valid JSON.)");
    }
}
