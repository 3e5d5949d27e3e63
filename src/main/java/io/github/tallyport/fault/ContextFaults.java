package io.github.tallyport.fault;

/** A request that cannot fit the model's window, however its text is cut into tokens. */
public final class ContextFaults {
    private ContextFaults() {}

    /** All in tokens; {@code prompt} is the least the messages can be. */
    public static Fault tooLong(int contextLength, long prompt, long completion) {
        return Fault.client(
                400,
                "context_length_exceeded",
                "messages",
                "This model's maximum context length is " + contextLength + " tokens. However, you requested "
                        + (prompt + completion) + " tokens (" + prompt + " in the messages, " + completion
                        + " in the completion). Please reduce the length of the messages or completion.");
    }
}
