package io.github.tallyport.gateway;

import io.github.tallyport.edge.FaultHeaders;
import io.github.tallyport.edge.RequestId;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.openai.ErrorBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;

/** A whole response in the error envelope, for where there is no request to respond to. */
final class RefusalBytes {
    private RefusalBytes() {}

    /** Without the body for a HEAD: only how long it would be is said. */
    static ByteBuf of(ByteBufAllocator allocator, Fault fault, String requestId, boolean withoutBody) {
        byte[] body = ErrorBody.of(fault);
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(fault.status()))
                .append("\r\n");
        FaultHeaders.write(fault, (name, value) -> line(head, name, value));
        line(head, "content-length", Integer.toString(body.length));
        line(head, RequestId.HEADER, requestId);
        line(head, "connection", "close");
        head.append("\r\n");
        ByteBuf bytes = allocator.buffer(head.length() + body.length);
        ByteBufUtil.writeAscii(bytes, head);
        return withoutBody ? bytes : bytes.writeBytes(body);
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
