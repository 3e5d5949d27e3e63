package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.access.Caller;
import io.github.tallyport.access.Callers;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.quota.Decision;
import io.github.tallyport.quota.Quota;
import io.github.tallyport.quota.Used;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.validation.RequestReader;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What all limits together cost a request in memory, from the claim to the headers and the settlement. */
@Tag("bench")
class LimitsBenchTest {
    private static final int ROUNDS = 6;
    private static final int REQUESTS = 300_000;
    private static final long MUCH = 1_000_000_000_000L;
    private static final Terms ALL = Spender.terms(
            new Rates(MUCH, MUCH, MUCH),
            new Budget(Period.DAY, MUCH * 1000),
            new Budget(Period.MONTH, MUCH * 1000),
            new Budget(Period.TOTAL, MUCH * 1000));

    @Test
    void all_limits_of_key_and_tenant() {
        try (TestGateway gateway = TestGateway.start()) {
            Spender spender = Spender.of(gateway, ALL, ALL);
            Caller caller = Objects.requireNonNull(gateway.bean(Callers.class)
                    .identify("Bearer " + spender.key().secret(), null)
                    .block());
            ChatRequest request =
                    gateway.bean(RequestReader.class).read(TestGateway.HELLO.getBytes(StandardCharsets.UTF_8));
            Model model = gateway.bean(Catalogue.class).models().getFirst();
            Quota quota = gateway.bean(Quota.class);
            Allowances allowances = new Allowances();
            long headers = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long begun = cpu();
                for (int i = 0; i < REQUESTS; i++) {
                    headers += one(caller, request, model, quota, allowances);
                }
                System.out.printf(
                        "limits: 6 rates and leases and 6 budgets, reserved, shown and settled: %d ns of CPU per request%n",
                        (cpu() - begun) / REQUESTS);
            }
            assertThat(headers).isEqualTo(6L * ROUNDS * REQUESTS);
        }
    }

    /** Of this thread, which does all of it. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static int one(Caller caller, ChatRequest request, Model model, Quota quota, Allowances allowances) {
        Instant now = Instant.now();
        Worst worst = new Worst(request, model, model.priceAt(now));
        Allowance allowance = allowances.of(caller, model.id());
        Decision decision =
                quota.reserve(Reservations.claim(caller, allowance, worst, now)).block();
        if (!(decision instanceof Decision.Granted granted)) {
            throw new AssertionError("refused");
        }
        HttpHeaders headers = new DefaultHttpHeaders();
        new Standing(granted.balances(), 0).accept(headers);
        quota.settle(granted.reservation(), new Used(259, 1_406_500));
        return headers.size();
    }
}
