package io.github.tallyport;

import java.lang.reflect.Proxy;

/**
 * To end because of SIGTERM is what the process is for, and not a failure: it exits with 0. The JVM alone would say 143, which
 * nothing but the exit that the signal starts can change. The class for it is exported and documented, but the compiler warns of
 * it; a Java without it goes on saying 143.
 */
final class Termination {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Termination() {}

    static void isSuccess() {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(HANDLER);
            Object exit =
                    Proxy.newProxyInstance(Termination.class.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
                        System.exit(0);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), exit);
        } catch (ReflectiveOperationException | IllegalArgumentException notThere) {
            // the signal ends the process all the same
        }
    }
}
