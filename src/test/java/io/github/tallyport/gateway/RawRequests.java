package io.github.tallyport.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests as bytes, by what is wrong with them, or what is unusual about them and still plain. */
final class RawRequests {
    private static final String HOST = "Host: a\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private RawRequests() {}

    /** Each has its status; every one of them could be read in two ways, by somebody. */
    static Map<String, Expected> refused() {
        Map<String, Expected> all = new LinkedHashMap<>();
        framing(all);
        chunks(all);
        lines(all);
        hosts(all);
        targets(all);
        sizes(all);
        return all;
    }

    record Expected(int status, String bytes) {}

    private static void framing(Map<String, Expected> all) {
        post(all, "length and chunks", "Content-Length: 4\r\n" + CHUNKED, "0\r\n\r\n");
        post(all, "chunks and length", CHUNKED + "Content-Length: 4\r\n", "0\r\n\r\n");
        post(all, "two lengths", "Content-Length: 1\r\nContent-Length: 2\r\n", "ab");
        post(all, "the same length twice", "Content-Length: 2\r\nContent-Length: 2\r\n", "ab");
        post(all, "a list of lengths", "Content-Length: 2, 2\r\n", "ab");
        post(all, "a negative length", "Content-Length: -1\r\n", "");
        post(all, "a length with a plus", "Content-Length: +2\r\n", "ab");
        post(all, "a hexadecimal length", "Content-Length: 0x2\r\n", "ab");
        post(all, "a length with a fraction", "Content-Length: 2.0\r\n", "ab");
        post(all, "an empty length", "Content-Length:\r\n", "");
        post(all, "a length beyond all numbers", "Content-Length: 99999999999999999999\r\n", "ab");
        post(all, "a length in words", "Content-Length: two\r\n", "ab");
        post(all, "the coding identity", "Transfer-Encoding: identity\r\n", "0\r\n\r\n");
        post(all, "a list of codings", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n");
        post(all, "chunked first, then another", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n");
        post(all, "chunked twice", "Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n");
        post(all, "two codings", CHUNKED + "Transfer-Encoding: identity\r\n", "0\r\n\r\n");
        post(all, "a coding with a tab inside", "Transfer-Encoding: chun\tked\r\n", "0\r\n\r\n");
        post(all, "a quoted coding", "Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n");
        post(all, "a coding with a parameter", "Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n");
        post(all, "an empty coding", "Transfer-Encoding:\r\n", "0\r\n\r\n");
        raw(all, "chunks in HTTP/1.0", "POST / HTTP/1.0\r\n" + HOST + CHUNKED + "\r\n0\r\n\r\n");
        get(
                all,
                "a handshake with a hidden body",
                "Upgrade: WebSocket\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 1\r\n");
        put(
                all,
                417,
                "an unknown expectation",
                "POST / HTTP/1.1\r\n" + HOST + "Expect: 200-ok\r\nContent-Length: 1\r\n\r\na");
    }

    private static void chunks(Map<String, Expected> all) {
        post(all, "a chunk size in words", CHUNKED, "xyz\r\nabc\r\n0\r\n\r\n");
        post(all, "a chunk size with 0x", CHUNKED, "0x3\r\nabc\r\n0\r\n\r\n");
        post(all, "a chunk size with a plus", CHUNKED, "+3\r\nabc\r\n0\r\n\r\n");
        post(all, "a negative chunk size", CHUNKED, "-3\r\nabc\r\n0\r\n\r\n");
        post(all, "an empty chunk size", CHUNKED, "\r\nabc\r\n0\r\n\r\n");
        post(all, "a chunk size beyond 32 bits", CHUNKED, "100000003\r\nabc\r\n0\r\n\r\n");
        post(all, "a chunk size with an underscore", CHUNKED, "3_0\r\nabc\r\n0\r\n\r\n");
        post(all, "a chunk size and a bare line feed", CHUNKED, "3\nabc\r\n0\r\n\r\n");
        post(all, "a bare line feed after a chunk", CHUNKED, "3\r\nabc\n0\r\n\r\n");
        post(all, "a chunk longer than it says", CHUNKED, "3\r\nabcd\r\n0\r\n\r\n");
        post(all, "a line feed in a chunk extension", CHUNKED, "3;a\nb\r\nabc\r\n0\r\n\r\n");
        post(all, "a carriage return in a chunk extension", CHUNKED, "3;a\rb\r\nabc\r\n0\r\n\r\n");
        post(all, "a trailer", CHUNKED, "3\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n");
        post(all, "a folded trailer", CHUNKED, "3\r\nabc\r\n0\r\nX-Late: 1\r\n 2\r\n\r\n");
        put(
                all,
                414,
                "a chunk extension without end",
                "POST / HTTP/1.1\r\n" + HOST + CHUNKED + "\r\n3;" + "a".repeat(9_000));
    }

    private static void lines(Map<String, Expected> all) {
        raw(all, "bare line feeds", "GET / HTTP/1.1\nHost: a\n\n");
        raw(all, "a bare line feed after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n");
        raw(all, "a bare line feed after a header", "GET / HTTP/1.1\r\nHost: a\nX: 1\r\n\r\n");
        raw(all, "a bare line feed at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n");
        raw(all, "a bare carriage return in the request line", "GET\r/ HTTP/1.1\r\n" + HOST + "\r\n");
        get(all, "a bare carriage return in a value", "X: a\rContent-Length: 5\r\n");
        get(all, "a folded header", "X: 1\r\n 2\r\n");
        get(all, "a header folded by a tab", "X: 1\r\n\tContent-Length: 5\r\n");
        raw(all, "a first header that is folded", "GET / HTTP/1.1\r\n X: 1\r\n" + HOST + "\r\n");
        get(all, "a blank before the colon", "Content-Length : 0\r\n");
        get(all, "a tab before the colon", "Content-Length\t: 0\r\n");
        get(all, "a header without a colon", "Content-Length\r\n");
        get(all, "a header without a name", ": 1\r\n");
        get(all, "a NUL in a value", "X: a\0b\r\n");
        get(all, "a NUL in a name", "X\0: a\r\n");
        get(all, "a vertical tab before a value", "Content-Length: \013" + "0\r\n");
        get(all, "a byte above 127 in a name", "Xé: 1\r\n");
        raw(all, "a blank line in front", "\r\nGET / HTTP/1.1\r\n" + HOST + "\r\n");
        raw(all, "a blank in front", " GET / HTTP/1.1\r\n" + HOST + "\r\n");
        raw(all, "two blanks in the request line", "GET  / HTTP/1.1\r\n" + HOST + "\r\n");
        raw(all, "a tab in the request line", "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n");
        raw(all, "a blank after the version", "GET / HTTP/1.1 \r\n" + HOST + "\r\n");
        raw(all, "HTTP/0.9", "GET /\r\n\r\n");
        raw(all, "HTTP/0.9 in words", "GET / HTTP/0.9\r\n" + HOST + "\r\n");
        raw(all, "HTTP/1.2", "GET / HTTP/1.2\r\n" + HOST + "\r\n");
        raw(all, "HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        raw(all, "a version in small letters", "GET / http/1.1\r\n" + HOST + "\r\n");
        raw(all, "a method that is no word", "G@T / HTTP/1.1\r\n" + HOST + "\r\n");
        raw(all, "TLS", "\026\003\001\002\000\001\000\001\374\003\003\r\n\r\n");
    }

    private static void hosts(Map<String, Expected> all) {
        raw(all, "no host", "GET / HTTP/1.1\r\nX: 1\r\n\r\n");
        get(all, "two hosts", "Host: b\r\n");
        get(all, "the same host twice", HOST);
        raw(all, "two hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n");
        raw(all, "an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n");
        raw(all, "a list of hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n");
        raw(all, "a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n");
        raw(all, "a host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n");
        get(all, "two keys", "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n");
        get(all, "two keys of another name", "x-api-key: a\r\nX-Api-Key: b\r\n");
        post(all, "two content types", "Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 1\r\n", "a");
    }

    private static void targets(Map<String, Expected> all) {
        target(all, "a whole URI as target", "GET http://b/ HTTP/1.1\r\n");
        target(all, "an authority as target", "CONNECT b:443 HTTP/1.1\r\n");
        target(all, "CONNECT to a path", "CONNECT / HTTP/1.1\r\n");
        target(all, "an asterisk as target", "OPTIONS * HTTP/1.1\r\n");
        target(all, "a fragment", "GET /a#b HTTP/1.1\r\n");
        target(all, "a backslash", "GET /a\\b HTTP/1.1\r\n");
        target(all, "a byte above 127 in the target", "GET /é HTTP/1.1\r\n");
        target(all, "a broken escape", "GET /a%2 HTTP/1.1\r\n");
        target(all, "an escape that is not hexadecimal", "GET /a%zz HTTP/1.1\r\n");
        target(all, "a relative path", "GET a HTTP/1.1\r\n");
    }

    private static void sizes(Map<String, Expected> all) {
        put(all, 414, "an endless target", "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n");
        put(all, 414, "an endless target that has not ended", "GET /" + "a".repeat(9_000));
        put(all, 431, "an endless header", "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(33_000) + "\r\n\r\n");
        put(all, 431, "endless headers", "GET / HTTP/1.1\r\n" + HOST + "X: 1\r\n".repeat(9_000) + "\r\n");
    }

    private static void post(Map<String, Expected> all, String what, String headers, String body) {
        raw(all, what, "POST / HTTP/1.1\r\n" + HOST + headers + "\r\n" + body);
    }

    private static void get(Map<String, Expected> all, String what, String headers) {
        raw(all, what, "GET / HTTP/1.1\r\n" + HOST + headers + "\r\n");
    }

    private static void target(Map<String, Expected> all, String what, String line) {
        raw(all, what, line + HOST + "\r\n");
    }

    private static void raw(Map<String, Expected> all, String what, String bytes) {
        put(all, 400, what, bytes);
    }

    private static void put(Map<String, Expected> all, int status, String what, String bytes) {
        if (all.put(what, new Expected(status, bytes)) != null) {
            throw new IllegalArgumentException("twice: " + what);
        }
    }
}
