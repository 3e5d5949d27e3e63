/**
 * Tenants and their virtual keys, as operators make, change and take them back.
 *
 * <p>The tables are here and nowhere else. Every write is a transaction that ends by taking the next change number, so that
 * whoever has read up to a number has missed nothing; it joins the caller's transaction when there is one. A row has a
 * version, and a change names the version it was made from. A secret is nowhere: only its HMAC is kept. What is declared in
 * the configuration stands before what is stored and is known without the database, so that nothing copies one into the other
 * and a declaration that is taken away is gone. Turned down: soft deletion (every query would have to think of it, and the
 * audit remembers), and a table per kind of limit (they are read and written only as a whole).
 */
@NullMarked
package io.github.tallyport.tenancy;

import org.jspecify.annotations.NullMarked;
