package io.github.tallyport.admin;

/** A body that says nothing: empty, or an empty object. */
record NothingBody() {}
