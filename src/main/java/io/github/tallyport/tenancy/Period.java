package io.github.tallyport.tenancy;

/** What a budget is for: a day or a month as the tenant's time zone has it, or all time. */
public enum Period {
    DAY,
    MONTH,
    TOTAL
}
