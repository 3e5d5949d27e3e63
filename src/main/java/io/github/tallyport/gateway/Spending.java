package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.tenancy.Period;

/** What has been spent of a budget. */
@FunctionalInterface
interface Spending {
    /** Whose budget it is. */
    enum Scope {
        KEY,
        TENANT
    }

    /** In the period that runs now, in nano-yuan. May block. */
    long spent(Caller caller, Scope scope, Period period);
}
