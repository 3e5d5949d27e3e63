package io.github.tallyport.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.Retry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
    private static final String ADMIN = "a-secret-of-thirty-two-characters";
    private static final String ALICE = "alice-has-a-longer-secret-than-that-one";

    private final AtomicLong nanoTime =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());
    private final Operators operators =
            new Operators(List.of(new OperatorKey("admin", ADMIN), new OperatorKey("alice", ALICE)), nanoTime::get);

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void each_operator_is_known_by_its_key(String scheme) {
        assertThat(operators.identify(scheme + ADMIN, address(1))).isEqualTo("admin");
        assertThat(operators.identify(" " + scheme + ALICE + " ", address(1))).isEqualTo("alice");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", ADMIN})
    void without_a_bearer_key_the_answer_is_401_and_nothing_is_counted(@Nullable String authorization) {
        for (int i = 0; i < 20; i++) {
            Fault fault = refused(authorization, 1);
            assertThat(fault.status()).isEqualTo(401);
            assertThat(fault.code()).isEqualTo("invalid_admin_key");
            assertThat(fault.headers()).containsEntry("WWW-Authenticate", "Bearer");
        }
    }

    @Test
    void a_wrong_key_is_401_and_not_read_back() {
        for (String wrong : List.of("sk-canary", ADMIN + "x", ADMIN.substring(1), ADMIN.toUpperCase(Locale.ROOT))) {
            Fault fault = refused("Bearer " + wrong, 1);
            assertThat(fault.status()).isEqualTo(401);
            assertThat(fault.message())
                    .startsWith("Incorrect admin key provided.")
                    .doesNotContain(wrong);
        }
    }

    @Test
    void after_ten_wrong_keys_not_even_the_right_one_is_looked_at_for_six_seconds() {
        for (int i = 0; i < 10; i++) {
            assertThat(refused("Bearer wrong", 1).status()).isEqualTo(401);
        }
        Fault fault = refused("Bearer " + ADMIN, 1);
        assertThat(fault.status()).isEqualTo(429);
        assertThat(fault.retry()).isEqualTo(new Retry.After(Duration.ofSeconds(6)));
        nanoTime.addAndGet(Duration.ofMillis(5999).toNanos());
        assertThat(refused("Bearer " + ADMIN, 1).status()).isEqualTo(429);
        nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(operators.identify("Bearer " + ADMIN, address(1))).isEqualTo("admin");
        assertThat(refused("Bearer wrong", 1).status()).isEqualTo(401);
        assertThat(refused("Bearer wrong", 1).status()).isEqualTo(429);
    }

    @Test
    void after_a_minute_all_is_forgiven() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10; i++) {
                assertThat(refused("Bearer wrong", 1).status()).isEqualTo(401);
            }
            assertThat(refused("Bearer wrong", 1).status()).isEqualTo(429);
            nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
        }
    }

    @Test
    void one_address_does_not_lock_another_out_but_a_network_of_IPv6_is_one_address() throws UnknownHostException {
        InetAddress near = InetAddress.getByName("2001:db8:0:1::1");
        InetAddress neighbour = InetAddress.getByName("2001:db8:0:1:ffff::2");
        for (int i = 0; i < 10; i++) {
            refused("Bearer wrong", near);
        }
        assertThat(refused("Bearer " + ADMIN, neighbour).status()).isEqualTo(429);
        assertThat(operators.identify("Bearer " + ADMIN, InetAddress.getByName("2001:db8:0:2::1")))
                .isEqualTo("admin");
        assertThat(operators.identify("Bearer " + ADMIN, address(2))).isEqualTo("admin");
    }

    @Test
    void without_any_key_the_answer_says_what_to_set() {
        Operators none = new Operators(List.of(), nanoTime::get);
        Fault fault = catchThrowableOfType(Refusal.class, () -> none.identify("Bearer " + ADMIN, address(1)))
                .fault();
        assertThat(fault.status()).isEqualTo(503);
        assertThat(fault.message()).contains("TALLYPORT_ADMIN_KEY");
        assertThat(fault.retry()).isEqualTo(new Retry.Never());
    }

    private Fault refused(@Nullable String authorization, int host) {
        return refused(authorization, address(host));
    }

    private Fault refused(@Nullable String authorization, InetAddress from) {
        return catchThrowableOfType(Refusal.class, () -> operators.identify(authorization, from))
                .fault();
    }

    private static InetAddress address(int host) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
