package io.github.tallyport.admin;

import io.github.tallyport.audit.AuditLog;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.Verification;
import io.github.tallyport.cache.Purges;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.edge.RequestId;
import io.github.tallyport.explain.Explainer;
import io.github.tallyport.operators.Operators;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Tenants;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Named in {@code ManagementContextConfiguration.imports}, and not annotated as a configuration so that no scan finds it: these
 * beans exist in the management context only. Without a port of its own there is no such context, and no admin API.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class AdminConfiguration {
    @Bean(destroyMethod = "close")
    Desk operatorsDesk() {
        return new Desk();
    }

    @Bean
    Operations adminOperations(
            Tenants tenants,
            Keys keys,
            Catalogue catalogue,
            TransactionOperations transactions,
            AuditLog audit,
            Reports reports,
            Verification verification,
            Explainer explainer,
            Purges purges,
            ObjectProvider<Clock> clock) {
        Known known = new Known(catalogue);
        Writes writes = new Writes(transactions, audit);
        Clock now = clock.getIfAvailable(Clock::systemUTC);
        return new Operations(Stream.of(
                        new TenantCalls(tenants, known, writes).operations(),
                        new KeyCalls(tenants, keys, known, writes, now).operations(),
                        new AuditCalls(audit).operations(),
                        new UsageCalls(reports, now).operations(),
                        new RequestCalls(reports).operations(),
                        new LedgerCalls(verification::run).operations(),
                        new ExplainCalls(explainer).operations(),
                        new CacheCalls(tenants, purges::purge, writes).operations(),
                        new OrganisationCalls(reports, now).operations())
                .flatMap(List::stream)
                .toList());
    }

    /** Before the clients' routes, the last of which takes whatever path is left. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> adminRoutes(
            Operations operations, Operators operators, Desk desk, RequestId requestIds) {
        return new AdminRoutes(requestIds)
                .of(operations.all(), new Counter(operators, new Bodies(), desk), new Pages(operations.all(), desk));
    }
}
