/**
 * Where data lives: one directory, and one database that is migrated before anybody asks it.
 *
 * <p>PostgreSQL where several replicas share it, a SQLite file everywhere else, both through JDBC and by the same SQL: times
 * are epoch milliseconds, money is integers, no vendor's types. Each room owns its tables and asks for a {@code JdbcClient};
 * none of them knows which database it is. Turned down: R2DBC (two drivers and two pools, for queries that are on no
 * request's path), and H2 (its commits are delayed within the process by default).
 */
@NullMarked
package io.github.tallyport.storage;

import org.jspecify.annotations.NullMarked;
