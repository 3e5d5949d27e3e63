package io.github.tallyport.admin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** An office for all tests of a class, where it does not matter which database it has. */
abstract class InOneOffice {
    @SuppressWarnings("NullAway.Init") // opened before any test of the class
    static Office office;

    @BeforeAll
    static void open() {
        office = Office.open();
    }

    @AfterAll
    static void close() {
        office.close();
    }
}
