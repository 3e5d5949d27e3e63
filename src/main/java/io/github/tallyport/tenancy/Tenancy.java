package io.github.tallyport.tenancy;

import io.github.tallyport.signals.Signals;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** This room on one database. */
public record Tenancy(Tenants tenants, Keys keys, Secrets secrets) {
    /** The topic of the signal that every write sends once it is committed. */
    public static final String CHANGED = "keys";

    /**
     * @param transactions of the same database; those of callers are joined
     * @param signals where writes are told to other replicas
     * @param random good for secrets
     */
    public static Tenancy over(
            NamedParameterJdbcOperations jdbc,
            TransactionOperations transactions,
            Declared declared,
            Pepper pepper,
            Signals signals,
            RandomGenerator random,
            InstantSource clock) {
        JdbcClient client = JdbcClient.create(jdbc);
        ChangeLog changes = new ChangeLog(client, signals, clock);
        SecretTable secrets = new SecretTable(client, pepper);
        return new Tenancy(
                new Tenants(new TenantTable(client), declared, transactions, changes, clock),
                new Keys(new KeyTable(jdbc), secrets, declared, transactions, changes, pepper, random, clock),
                new Secrets(client, declared));
    }
}
