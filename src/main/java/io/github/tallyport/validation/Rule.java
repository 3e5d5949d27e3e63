package io.github.tallyport.validation;

/**
 * What a value may be. Called with the parser on the value's first token, leaves it on its last; refuses with a
 * {@link io.github.tallyport.fault.Refusal} that names the value's path. Stateless: what it learns goes to the draft.
 */
@FunctionalInterface
interface Rule {
    void read(Reading at);
}
