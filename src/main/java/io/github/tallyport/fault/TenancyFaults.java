package io.github.tallyport.fault;

import static io.github.tallyport.fault.ParameterFaults.echo;

/** What stands in the way of an operator's change of tenants and keys. */
public final class TenancyFaults {
    private TenancyFaults() {}

    public static Fault tenantNotFound(String id) {
        return Fault.client(404, "tenant_not_found", null, "There is no tenant '" + echo(id) + "'.");
    }

    public static Fault keyNotFound(String id) {
        return Fault.client(404, "key_not_found", null, "There is no key '" + echo(id) + "'.");
    }

    public static Fault tenantExists(String id) {
        return Fault.client(409, "already_exists", "id", "There is already a tenant '" + echo(id) + "'.");
    }

    public static Fault tenantDeclared(String id) {
        return declared("Tenant", id);
    }

    public static Fault keyDeclared(String id) {
        return declared("Key", id);
    }

    /** What was sent to be hashed is not repeated. */
    public static Fault notASecret() {
        return Fault.client(
                400,
                "invalid_value",
                "secret",
                "Invalid 'secret': this is not a key that this gateway could have drawn. Check that it is complete.");
    }

    /** Two operators at once. */
    public static Fault stale() {
        return Fault.client(
                412,
                "version_mismatch",
                null,
                "This has been changed since you read it. Read it again, and repeat your change if it still applies.");
    }

    private static Fault declared(String what, String id) {
        return Fault.client(
                409,
                "declared_in_configuration",
                null,
                what + " '" + echo(id) + "' is declared in the gateway's configuration and can only be changed there.");
    }
}
