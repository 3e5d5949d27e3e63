package io.github.tallyport.admin;

import io.github.tallyport.servers.Postgres;
import io.github.tallyport.storage.DatabaseKind;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** An office for all tests of a class, on a new database of each kind. */
abstract class OnEitherOffice {
    @SuppressWarnings("NullAway.Init") // opened before any test of the class
    static Office office;

    @Parameter
    @SuppressWarnings("NullAway.Init") // set by JUnit
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        if (kind == DatabaseKind.SQLITE) {
            office = Office.open();
            return;
        }
        Postgres server = Postgres.shared();
        office = Office.open(
                "tallyport.database.url=" + server.url(server.newDatabase()),
                "tallyport.database.username=" + server.username(),
                "tallyport.database.password=" + server.password());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        office.close();
    }
}
