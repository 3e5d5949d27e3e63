package io.github.tallyport.fault;

/** Carries a {@link Fault} to the edge. Expected, so it has no stack trace. */
public final class Refusal extends RuntimeException {
    private final transient Fault fault;

    public Refusal(Fault fault) {
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
