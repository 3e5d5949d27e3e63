package io.github.tallyport.admin;

import org.jspecify.annotations.Nullable;

/**
 * What an operation came to.
 *
 * @param version for the ETag, or null
 * @param location where what was made is found, or null
 */
record Reply(Record body, @Nullable Long version, @Nullable String location) {
    static Reply of(Record body) {
        return new Reply(body, null, null);
    }

    static Reply of(Record body, View view) {
        return new Reply(body, view.version(), null);
    }

    Reply at(String where) {
        return new Reply(body, version, where);
    }

    /** An entity tag as a header has it. */
    String tag() {
        return "\"" + version + "\"";
    }
}
