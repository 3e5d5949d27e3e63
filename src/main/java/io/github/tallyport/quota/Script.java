package io.github.tallyport.quota;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One atomic step in Redis. It is named by its hash; a Redis that does not know it, because it is new there or was told to
 * forget, is sent the text.
 */
final class Script {
    private final String text;
    private final String hash;
    private final ScriptOutputType output;

    private Script(String text, ScriptOutputType output) {
        this.text = text;
        this.hash = sha1(text);
        this.output = output;
    }

    /** @param name of a resource beside this class; what all scripts begin with is put before it */
    static Script named(String name, ScriptOutputType output) {
        return new Script(read("common.lua") + read(name + ".lua"), output);
    }

    <T> CompletionStage<T> on(
            StatefulRedisConnection<String, String> connection, List<String> keys, List<String> arguments) {
        RedisScriptingAsyncCommands<String, String> commands = connection.async();
        String[] names = keys.toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        return commands.<T>evalsha(hash, output, names, values)
                .exceptionallyCompose(failure -> unknown(failure)
                        ? commands.eval(text, output, names, values)
                        : CompletableFuture.failedStage(failure));
    }

    private static boolean unknown(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }

    private static String read(String name) {
        try (InputStream resource = Script.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new String(Base16.encode(hash, false));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
