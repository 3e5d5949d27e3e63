package io.github.tallyport.tenancy;

/**
 * What a declared key is given as in the configuration.
 *
 * @param id the public id in the secret's text
 * @param hash 64 hexadecimal digits
 * @param redacted what may be shown of the secret
 */
public record HashedKey(String id, String hash, String redacted) {}
