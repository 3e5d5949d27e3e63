package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of answers and silence. */
class ContactTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Contact contact = new Contact(nanos::get);

    @BeforeEach
    void make() {
        assertThat(contact.make()).isTrue();
    }

    @Test
    void who_was_not_answered_for_a_moment_goes_on_trying_for_budgets() {
        for (int i = 0; i < 3; i++) {
            contact.failed();
        }
        contact.unheard();

        assertThat(contact.made()).isFalse();
        assertThat(contact.doubted()).isTrue();
        contact.answered();
        assertThat(contact.worthATry()).isTrue();
    }

    @Test
    void who_was_not_answered_so_long_that_others_may_have_found_it_gone_does_not_try_before_all_have_told() {
        contact.unheard();
        assertThat(contact.failed()).as("idle, and not lost yet").isFalse();
        contact.unheard();
        assertThat(contact.failed()).isTrue();

        contact.heard();
        contact.answered();

        assertThat(contact.strayed()).isTrue();
        assertThat(contact.worthATry()).isFalse();
        assertThat(contact.gone()).isFalse();
        assertThat(contact.make()).isTrue();
        assertThat(contact.strayed()).isFalse();
        assertThat(contact.made()).isTrue();
    }

    @Test
    void it_is_gone_after_a_third_silence() {
        nanos.addAndGet(Contact.GONE.toNanos());
        for (int i = 0; i < 3; i++) {
            assertThat(contact.gone()).isFalse();
            contact.unheard();
            contact.failed();
        }
        assertThat(contact.gone()).isTrue();
    }

    @Test
    void silences_that_follow_each_other_fast_do_not_make_it_gone_before_its_time() {
        contact.heard();
        for (int i = 0; i < 6; i++) {
            contact.unheard();
            contact.failed();
        }
        nanos.addAndGet(Contact.GONE.toNanos() - 1);
        assertThat(contact.gone()).isFalse();

        nanos.incrementAndGet();
        assertThat(contact.gone()).isTrue();
    }

    @Test
    void what_was_never_reached_is_never_gone() {
        Contact never = new Contact(nanos::get);
        nanos.addAndGet(Contact.GONE.toNanos());
        for (int i = 0; i < 5; i++) {
            never.unheard();
            never.failed();
        }
        assertThat(never.gone()).isFalse();
        assertThat(never.strayed()).isFalse();
    }
}
