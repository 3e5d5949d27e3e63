package io.github.tallyport.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorTableTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:_[a-z]+)+)\"");
    private static final Set<String> TYPES = Set.of(Fault.INVALID_REQUEST, Fault.SERVER_ERROR, Fault.UNAVAILABLE);

    @Test
    void every_code_of_an_error_is_in_the_readme_s_table() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("| status | code |"), readme.indexOf("Where asking again"));

        Set<String> codes = codes();

        assertThat(codes).contains("rate_limit_exceeded", "insufficient_quota", "upstream_timeout", "invalid_type");
        assertThat(codes).allSatisfy(code -> assertThat(table).contains("`" + code + "`"));
    }

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path source : sources()) {
            LITERAL.matcher(Files.readString(source)).results().forEach(found -> codes.add(found.group(1)));
        }
        codes.removeAll(TYPES);
        return codes;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/github/tallyport/fault"))) {
            return sources.toList();
        }
    }
}
