package io.github.tallyport.tenancy;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** This room on one database. */
public record Tenancy(Tenants tenants, Keys keys, Secrets secrets) {
    /**
     * @param transactions of the same database; those of callers are joined
     * @param random good for secrets
     */
    public static Tenancy over(
            NamedParameterJdbcOperations jdbc,
            TransactionOperations transactions,
            Pepper pepper,
            RandomGenerator random,
            InstantSource clock) {
        JdbcClient client = JdbcClient.create(jdbc);
        ChangeLog changes = new ChangeLog(client, clock);
        SecretTable secrets = new SecretTable(client, pepper);
        return new Tenancy(
                new Tenants(client, transactions, changes, clock),
                new Keys(new KeyTable(jdbc), secrets, transactions, changes, random, clock),
                new Secrets(client));
    }
}
