package io.github.tallyport.admin;

import java.util.List;

/** All there are. */
record Operations(List<Operation> all) {}
