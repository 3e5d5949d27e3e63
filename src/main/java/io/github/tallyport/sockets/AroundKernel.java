package io.github.tallyport.sockets;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;

/** Stands between an event loop and what tells it of its connections. */
abstract class AroundKernel implements IoHandler {
    private final IoHandler kernel;

    AroundKernel(IoHandler kernel) {
        this.kernel = kernel;
    }

    @Override
    public int run(IoHandlerContext context) {
        return kernel.run(context);
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return kernel.register(handle);
    }

    @Override
    public final void initialize() {
        kernel.initialize();
    }

    @Override
    public final void prepareToDestroy() {
        kernel.prepareToDestroy();
    }

    @Override
    public final void destroy() {
        kernel.destroy();
    }

    @Override
    public final void wakeup() {
        kernel.wakeup();
    }

    @Override
    public final boolean isCompatible(Class<? extends IoHandle> type) {
        return kernel.isCompatible(type);
    }
}
