package io.github.tallyport.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs after all other tests of the process: what they lost is found here. */
@Order(Integer.MAX_VALUE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeakTest {
    private static final int ROUNDS = 50;

    @Test
    @Order(1)
    void no_buffer_was_lost_in_the_whole_suite() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        collect();
        assertThat(LeakRecorder.REPORTS).isEmpty();
    }

    @Test
    @Order(2)
    void a_lost_buffer_is_reported() {
        lose();
        for (int i = 0; i < ROUNDS && LeakRecorder.REPORTS.isEmpty(); i++) {
            collect();
        }
        assertThat(LeakRecorder.REPORTS).isNotEmpty();
        LeakRecorder.REPORTS.clear();
    }

    private static void lose() {
        ByteBuf lost = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        lost.writeByte(1);
    }

    /** Until the collector has run; the detector reports what it finds when the next buffer is taken. */
    private static void collect() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        for (int i = 0; i < ROUNDS && canary.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }
        for (int i = 0; i < ROUNDS; i++) {
            PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
        }
    }
}
