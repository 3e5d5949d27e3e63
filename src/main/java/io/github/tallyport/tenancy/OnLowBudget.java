package io.github.tallyport.tenancy;

/** What becomes of a request whose worst case is more than a budget has left: the tenant's explicit choice. */
public enum OnLowBudget {
    /** The answer may be as long as what is left can pay; refused when that is not a single token. */
    CLAMP,
    /** The request is refused. */
    REFUSE
}
