package io.github.tallyport.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class InterestsTest {
    private static final Wish NOTHING = new Wish(0);
    private static final Wish TO_READ = new Wish(1);
    private static final Wish TO_WRITE = new Wish(2);
    private static final IoHandlerContext TURN = new IoHandlerContext() {
        @Override
        public boolean canBlock() {
            return true;
        }

        @Override
        public long delayNanos(long now) {
            return 0;
        }

        @Override
        public long deadlineNanos() {
            return -1;
        }
    };

    private record Wish(int bits) implements IoOps {}

    private final Loop loop = new Loop();
    private final Kernel kernel = new Kernel();
    private final Socket socket = new Socket();
    private final IoHandler interests = Interests.over(_ -> kernel).newHandler(loop);
    private final IoRegistration registration = registered();

    private IoRegistration registered() {
        try {
            return interests.register(socket);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_a_connection_waits_for_is_told_before_the_loop_waits() {
        registration.submit(TO_READ);
        assertThat(kernel.heard).isEmpty();

        interests.run(TURN);

        assertThat(kernel.heard).containsExactly(TO_READ, "waits");
    }

    @Test
    void what_is_given_up_and_wanted_again_within_a_turn_is_not_told() {
        registration.submit(TO_READ);
        interests.run(TURN);
        registration.submit(NOTHING);
        registration.submit(TO_READ);
        interests.run(TURN);

        assertThat(kernel.heard).containsExactly(TO_READ, "waits", "waits");
    }

    @Test
    void of_several_wishes_in_a_turn_the_last_is_told() {
        registration.submit(TO_READ);
        registration.submit(NOTHING);
        registration.submit(TO_WRITE);
        interests.run(TURN);
        registration.submit(NOTHING);
        interests.run(TURN);

        assertThat(kernel.heard).containsExactly(TO_WRITE, "waits", NOTHING, "waits");
    }

    @Test
    void a_wish_of_another_thread_comes_to_the_loop() {
        loop.here = false;
        registration.submit(TO_READ);
        loop.here = true;
        loop.tasks.remove().run();
        interests.run(TURN);

        assertThat(kernel.heard).containsExactly(TO_READ, "waits");
    }

    @Test
    void of_a_connection_that_is_gone_nothing_is_told() {
        registration.submit(TO_READ);
        registration.cancel();
        interests.run(TURN);

        assertThat(kernel.heard).containsExactly("waits");
        assertThat(registration.submit(TO_READ)).isEqualTo(-1);
    }

    @Test
    void a_connection_of_which_the_kernel_takes_no_wish_is_closed_and_the_loop_goes_on() {
        kernel.deaf = true;
        registration.submit(TO_READ);
        interests.run(TURN);

        assertThat(socket.closed).isTrue();
        assertThat(kernel.heard).containsExactly("waits");
    }

    private static final class Loop implements ThreadAwareExecutor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean here = true;

        @Override
        public boolean isExecutorThread(Thread thread) {
            return here;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }
    }

    private static final class Socket implements IoHandle {
        private boolean closed;

        @Override
        public void handle(IoRegistration from, IoEvent event) {
            throw new IllegalStateException("there are no events");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Kernel implements IoHandler {
        private final List<Object> heard = new ArrayList<>();
        private boolean deaf;

        @Override
        public int run(IoHandlerContext context) {
            heard.add("waits");
            return 0;
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            return new IoRegistration() {
                private boolean valid = true;

                @Override
                @SuppressWarnings("TypeParameterUnusedInFormals") // it is Netty's
                public <T> T attachment() {
                    throw new IllegalStateException("there is none");
                }

                @Override
                public long submit(IoOps ops) {
                    if (deaf) {
                        throw new IllegalStateException("deaf");
                    }
                    heard.add(ops);
                    return 0;
                }

                @Override
                public boolean isValid() {
                    return valid;
                }

                @Override
                public boolean cancel() {
                    valid = false;
                    return true;
                }
            };
        }

        @Override
        public void wakeup() {
            throw new IllegalStateException("nobody sleeps");
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return true;
        }
    }
}
