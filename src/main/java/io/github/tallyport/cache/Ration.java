package io.github.tallyport.cache;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What one reader of a flight can have at once.
 *
 * @param bytes null where the last of it is not for this reader
 */
record Ration(@Nullable ByteBuf bytes, boolean last) {}
