package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;

/** One row of the table: what a parameter may be and what becomes of it on its way to a provider. */
record Parameter(String name, Fate fate, Rule rule) {
    /** What becomes of a parameter that is as it should be. */
    enum Fate {
        /** Sent on as it is, and never optional: null is not the same as absent. */
        REQUIRED,
        /** Sent on as it is. */
        FORWARD,
        /** Checked, perhaps kept, not sent on. */
        DROP,
        /** Depends on other parameters; see {@link Pairings}. */
        PAIRED,
        /** Answered with {@code unsupported_parameter}: it changes what an answer means. */
        REFUSE
    }

    /** @param from where the member begins; the parser stands on its value, which is not null unless required */
    void read(Reading at, int from) {
        if (fate == Fate.REFUSE) {
            throw ParameterFaults.unsupported(name).refusal();
        }
        rule.read(at);
        at.draft().parameters.add(name);
        if (fate == Fate.DROP) {
            at.cut(from);
        } else if (fate == Fate.PAIRED) {
            at.draft().decideLater(name, from, at.end());
        }
    }
}
