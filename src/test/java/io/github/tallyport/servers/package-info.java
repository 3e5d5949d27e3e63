/**
 * Real servers for tests: a PostgreSQL and a Redis, by whichever road this machine has, and a cable that can be pulled.
 *
 * <p>One server of each kind per JVM, one database per caller. Turned down: mocks, which agree with whatever the code believes, and
 * skipping where there is no Docker, which makes a green build mean less than it says.
 */
@NullMarked
package io.github.tallyport.servers;

import org.jspecify.annotations.NullMarked;
