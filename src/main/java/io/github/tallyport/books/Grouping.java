package io.github.tallyport.books;

/** What a report can be grouped by, in the order in which it is sorted. */
public enum Grouping {
    TENANT("tenant_id"),
    KEY("key_id"),
    MODEL("model"),
    /** Where the tenant lives. */
    DAY("local_day");

    private final String column;

    Grouping(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
