package io.github.tallyport.quota;

/** One thing that is limited, and how much of it there is. Its identity, other than its amount, names what is counted. */
public sealed interface Limit {
    Whose whose();

    /** What a rate counts. */
    enum Unit {
        REQUESTS,
        TOKENS
    }

    /** @param perMinute 1 to 10¹²; also the most that may be used at once */
    record Rate(Whose whose, Unit unit, long perMinute) implements Limit {}

    /** @param most requests at the same time, 1 to 10¹² */
    record Concurrency(Whose whose, long most) implements Limit {}

    /** @param amount nano-yuan that may be spent in the window, 0 or more */
    record Budget(Whose whose, Window window, long amount) implements Limit {}
}
