package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;

/** What is no more. */
record DeletedView(
        @Member("Of the key") String id,

        @Member("Always true") boolean deleted) {}
