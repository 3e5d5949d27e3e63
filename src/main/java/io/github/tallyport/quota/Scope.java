package io.github.tallyport.quota;

/** Who a limit is for. */
public enum Scope {
    KEY,
    TENANT
}
