package io.github.tallyport.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs after all other tests of the process: what they lost is found here. */
@Order(Integer.MAX_VALUE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeakTest {
    @Test
    @Order(1)
    void no_buffer_was_lost_in_the_whole_suite() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        assertThat(Leaks.found()).isEmpty();
    }

    @Test
    @Order(2)
    void a_lost_buffer_is_reported() {
        lose();
        for (int i = 0; i < Leaks.ROUNDS && LeakRecorder.REPORTS.isEmpty(); i++) {
            Leaks.collect();
        }
        assertThat(LeakRecorder.REPORTS).isNotEmpty();
        LeakRecorder.REPORTS.clear();
    }

    private static void lose() {
        ByteBuf lost = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        lost.writeByte(1);
    }
}
