package io.github.tallyport.tenancy;

import io.github.tallyport.catalogue.Caching;

/** What a tenant has chosen for all its keys. */
public record Policies(OnDisconnect onDisconnect, OnLowBudget onLowBudget, Caching caching) {
    /** Of a tenant that has chosen nothing. */
    public static final Policies USUAL = new Policies(OnDisconnect.CANCEL, OnLowBudget.CLAMP, Caching.USUAL);
}
