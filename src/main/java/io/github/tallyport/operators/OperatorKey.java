package io.github.tallyport.operators;

/**
 * What an operator proves itself with.
 *
 * @param operator who that is, for the audit; the names of keys in configuration are {@code admin} and what it calls the others
 * @param secret at least 32 characters, none of them blank
 */
public record OperatorKey(String operator, String secret) {
    static final int SHORTEST = 32;

    public OperatorKey {
        if (!isUsable(secret)) {
            throw new IllegalArgumentException("an operator's key has at least " + SHORTEST + " characters");
        }
    }

    static boolean isUsable(String secret) {
        return secret.length() >= SHORTEST && secret.chars().noneMatch(Character::isWhitespace);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return operator;
    }
}
