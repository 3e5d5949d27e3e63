package io.github.tallyport.fault;

/** Why the gateway does not start: a property that cannot be meant. Its value is not repeated, as it may be a secret. */
public final class WrongSetting extends RuntimeException {
    /**
     * @param property its whole name, such as {@code tallyport.tenants[0].id}
     * @param what what it has to be, for a person
     */
    public WrongSetting(String property, String what) {
        super(property + ": " + what, null, false, false);
    }
}
