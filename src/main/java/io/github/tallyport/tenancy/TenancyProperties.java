package io.github.tallyport.tenancy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What keys are hashed with.
 *
 * @param keyPepper at least 32 characters; the same on every replica and for ever, as no key is good under another
 */
@ConfigurationProperties("tallyport")
record TenancyProperties(@DefaultValue("") String keyPepper) {
    /** Without the pepper. */
    @Override
    public String toString() {
        return "tenancy";
    }
}
