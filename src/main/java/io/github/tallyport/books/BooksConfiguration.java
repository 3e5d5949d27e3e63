package io.github.tallyport.books;

import io.github.tallyport.journal.Entries;
import io.github.tallyport.journal.KeptEntries;
import io.github.tallyport.ledger.ReceiptRecord;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BooksProperties.class)
class BooksConfiguration {
    @Bean
    Books books(NamedParameterJdbcOperations jdbc, TransactionOperations transactions, ObjectProvider<Clock> clock) {
        return new Books(jdbc, transactions, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Reports reports(JdbcClient jdbc) {
        return new Reports(jdbc);
    }

    @Bean
    Verification verification(JdbcClient jdbc, KeptEntries entries) {
        return new Verification(jdbc, new JournalBehind(entries), System::nanoTime);
    }

    /** Ends before the journal and the database do. */
    @Bean(initMethod = "start", destroyMethod = "close")
    Shipper shipper(Entries entries, Books books) {
        return new Shipper(entries, ReceiptRecord::read, books, System::nanoTime);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Retention retention(
            JdbcClient jdbc,
            TransactionOperations transactions,
            BooksProperties properties,
            ObjectProvider<Clock> clock) {
        return new Retention(jdbc, transactions, properties.keepRows(), clock.getIfAvailable(Clock::systemUTC));
    }
}
