package io.github.tallyport.validation;

/** What becomes of top-level parameters nobody knows. Those that would steer the provider never pass. */
enum UnknownParameters {
    /** Not sent on. */
    DROP,
    /** Answered with {@code unknown_parameter}. */
    REJECT,
    /** Sent on as they are: whoever chooses this trusts the clients and the provider. */
    PASS
}
