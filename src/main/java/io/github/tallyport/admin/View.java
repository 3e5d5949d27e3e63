package io.github.tallyport.admin;

/** Something operators change, as they see it at a moment. */
interface View {
    /** Rises with every change, by one. */
    long version();

    /** What the audit calls it, such as {@code tenant/acme}. */
    String subject();
}
