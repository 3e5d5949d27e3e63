package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.tenancy.Period;

/** What a key has spent. */
@FunctionalInterface
interface Spending {
    /** In the period that runs now, in nano-yuan. May block. */
    long spent(Caller caller, Period period);
}
