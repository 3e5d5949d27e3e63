package io.github.tallyport.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads all segments once more, beside those who write and read them. */
final class KeptInSegments implements KeptEntries {
    private final Path directory;

    KeptInSegments(Path directory) {
        this.directory = directory;
    }

    @Override
    public void forEach(Consumer<Entry> each) {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> segments = files.filter(file -> file.toString().endsWith(JournalDirectory.SEGMENT))
                    .sorted()
                    .toList();
            for (Path segment : segments) {
                read(segment, each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path segment, Consumer<Entry> each) throws IOException {
        try (Arena arena = Arena.ofShared();
                FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
            MemorySegment bytes = file.map(MapMode.READ_ONLY, 0, file.size(), arena);
            long journal = SegmentHeader.of(bytes).journal();
            FrameScan scan = new FrameScan(bytes, journal);
            for (Frame frame = scan.next(bytes.byteSize()); frame != null; frame = scan.next(bytes.byteSize())) {
                if (frame.settled() && frame.kind() == Frames.CLOSE) {
                    each.accept(new Entry(journal, frame.number(), false, frame.payload()));
                }
            }
        } catch (NoSuchFileException e) {
            return; // it was all kept, and is not needed any more
        }
    }
}
