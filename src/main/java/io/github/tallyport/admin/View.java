package io.github.tallyport.admin;

import io.github.tallyport.shape.RecordShape;

/** Something operators change, as they see it at a moment. */
interface View {
    /** How it stands in JSON. */
    RecordShape<?> shape();

    /** Rises with every change, by one. */
    long version();

    /** What the audit calls it, such as {@code tenant/acme}. */
    String subject();
}
