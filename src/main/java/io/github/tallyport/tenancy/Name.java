package io.github.tallyport.tenancy;

/** What people call a tenant or a key. */
final class Name {
    static final int LONGEST = 200;

    private Name() {}

    /** @param of whose name it is, with its article */
    static void check(String of, String name) {
        if (name.isBlank() || name.length() > LONGEST || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "the name of " + of + " has 1 to " + LONGEST + " characters, not all of them blank");
        }
    }
}
