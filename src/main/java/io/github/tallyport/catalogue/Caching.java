package io.github.tallyport.catalogue;

/** Which requests may be answered from answers given before. */
public enum Caching {
    /** Those that the next one in line says: the tenant, then the model, then the configuration. */
    USUAL,
    /** Those whose answer the client does not expect to differ: temperature 0, or a seed. */
    DETERMINISTIC,
    /** All of them. */
    ALL,
    /** None. */
    OFF;

    /** This one, or the other where this one says nothing. */
    public Caching or(Caching next) {
        return this == USUAL ? next : this;
    }
}
