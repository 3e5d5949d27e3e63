package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.Refusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerTimeoutTest extends QuotaScene {
    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        return new MemoryHome(now, spent, Duration.ofMillis(100));
    }

    @Test
    void a_ledger_that_does_not_answer_in_time_is_not_waited_for_nor_asked_twice_and_its_late_answer_counts() {
        ledger.holds(tenant, day(0), 60);
        CountDownLatch shut = ledger.shut();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> decide(ask(day(100)))).isInstanceOf(Refusal.class);
        }
        assertThat(ledger.asked()).isEqualTo(1);

        shut.countDown();

        eventually(() -> assertThat(left(day(100))).isEqualTo(40));
        assertThat(ledger.asked()).isEqualTo(1);
    }
}
