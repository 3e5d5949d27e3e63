package io.github.tallyport.fault;

import static io.github.tallyport.fault.ParameterFaults.echo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with what an operator asks for, or stands in its way. */
public final class OperationFaults {
    private static final String INVALID = "invalid_value";

    private OperationFaults() {}

    public static Fault unknownModel(String path, String model) {
        return bad(INVALID, path, "Invalid '" + path + "': there is no model '" + echo(model) + "' in the catalogue.");
    }

    public static Fault samePeriod(String path) {
        return bad(INVALID, path, "Invalid '" + path + "': there is another budget for the same period.");
    }

    /** A member that says nothing without another. */
    public static Fault needs(String path, String other) {
        return bad(INVALID, path, "Invalid '" + path + "': it is given together with '" + other + "' only.");
    }

    /** Of two members, of which one says all. */
    public static Fault eitherOr(String path, String other) {
        return bad(
                INVALID, path, "Invalid '" + path + "': it is given in the place of '" + other + "', not beside it.");
    }

    /** An amount for afterwards that cannot be left out. */
    public static Fault nothingBefore(String path) {
        return bad(
                "missing_required_parameter",
                path,
                "Missing required parameter: '" + path + "': there is no budget for this period to go back to.");
    }

    public static Fault notInTheFuture(String path) {
        return bad(INVALID, path, "Invalid '" + path + "': this time has passed.");
    }

    /** @param most as it would be written */
    public static Fault tooLong(String path, String most) {
        return bad(INVALID, path, "Invalid '" + path + "': expected at most " + most + ".");
    }

    /** In a patch: a member that is shown and cannot be changed. */
    public static Fault unchangeable(String path) {
        return bad("unchangeable_parameter", path, "The parameter '" + path + "' cannot be changed.");
    }

    public static Fault repeated(String parameter) {
        return bad(INVALID, parameter, "The parameter '" + parameter + "' was given more than once.");
    }

    public static Fault malformedHeader(String header, String expected) {
        return bad(null, header, "The header '" + header + "' could not be understood: expected " + expected + ".");
    }

    /** Others changed the same thing at the same time, again and again. */
    public static Fault contended() {
        return unavailable("Others are changing the same thing at the moment. Please try again later.");
    }

    /** Somebody, perhaps the same operator, has asked for it before. */
    public static Fault verifying() {
        return Fault.client(
                409,
                "verification_running",
                null,
                "The ledger is being verified already. The log says how far it is; ask again when it is done.");
    }

    /** The database is away, or too slow; what was asked for may or may not have been done. */
    public static Fault storageUnavailable() {
        return unavailable("The database cannot be reached at the moment. Please try again later.");
    }

    private static Fault unavailable(String message) {
        return Fault.gateway(
                503, Fault.UNAVAILABLE, "server_is_overloaded", message, new Retry.After(Duration.ofSeconds(2)));
    }

    private static Fault bad(@Nullable String code, String path, String message) {
        return Fault.client(400, code, path, message);
    }
}
