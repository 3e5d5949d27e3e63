package io.github.tallyport;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotationMetadata;

/** Who may use whom. A package that is not in the table fails the build. */
class HouseTest {
    private static final String BASE = "io.github.tallyport";

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("fault", Set.of()),
            Map.entry("openai", Set.of("fault")),
            Map.entry("catalogue", Set.of("fault", "openai")),
            Map.entry("storage", Set.of()),
            Map.entry("sockets", Set.of()),
            Map.entry("redis", Set.of("fault")),
            Map.entry("signals", Set.of("redis")),
            Map.entry("money", Set.of()),
            Map.entry("tenancy", Set.of("catalogue", "fault", "money", "signals", "storage")),
            Map.entry("audit", Set.of()),
            Map.entry("journal", Set.of("fault", "storage")),
            Map.entry("access", Set.of("fault", "signals", "tenancy")),
            Map.entry("quota", Set.of("fault", "redis", "tenancy")),
            Map.entry("validation", Set.of("catalogue", "fault", "openai")),
            Map.entry("relay", Set.of("fault", "openai")),
            Map.entry("upstream", Set.of("catalogue", "fault", "openai", "relay", "sockets")),
            Map.entry("cache", Set.of("catalogue", "fault", "openai", "redis", "signals")),
            Map.entry("ledger", Set.of("catalogue", "fault", "journal", "openai")),
            Map.entry("books", Set.of("catalogue", "fault", "journal", "ledger", "money", "openai", "storage")),
            Map.entry("shape", Set.of("fault")),
            Map.entry("operators", Set.of("fault")),
            Map.entry("sandbox", Set.of("access", "catalogue", "fault", "openai", "operators", "storage", "tenancy")),
            Map.entry(
                    "observe",
                    Set.of(
                            "access",
                            "books",
                            "cache",
                            "catalogue",
                            "fault",
                            "journal",
                            "ledger",
                            "money",
                            "openai",
                            "quota",
                            "tenancy")),
            Map.entry("traces", Set.of("catalogue", "fault", "ledger", "money", "openai")),
            Map.entry("edge", Set.of("fault", "openai")),
            Map.entry("explain", Set.of("fault", "ledger", "quota")),
            Map.entry(
                    "admin",
                    Set.of(
                            "audit",
                            "books",
                            "cache",
                            "catalogue",
                            "edge",
                            "explain",
                            "fault",
                            "ledger",
                            "money",
                            "openai",
                            "operators",
                            "quota",
                            "shape",
                            "tenancy",
                            "validation")),
            Map.entry(
                    "gateway",
                    Set.of(
                            "access",
                            "books",
                            "cache",
                            "catalogue",
                            "edge",
                            "explain",
                            "fault",
                            "ledger",
                            "money",
                            "openai",
                            "quota",
                            "sockets",
                            "tenancy",
                            "traces",
                            "upstream",
                            "validation")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void every_room_uses_only_the_rooms_it_may() {
        Set<String> offences = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            String room = room(one);
            if (room.isEmpty()) {
                continue;
            }
            if (!MAY_USE.containsKey(room)) {
                offences.add("the room " + room + " is not in the table");
                continue;
            }
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String other = room(dependency.getTargetClass());
                if (!other.isEmpty()
                        && !other.equals(room)
                        && !MAY_USE.get(room).contains(other)) {
                    offences.add(dependency.getDescription());
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void rooms_do_not_use_each_other_in_circles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void every_room_that_contributes_beans_is_in_the_list() {
        assertThat(new Rooms().selectImports(AnnotationMetadata.introspect(Tallyport.class)))
                .containsExactlyInAnyOrderElementsOf(CLASSES.stream()
                        .filter(one -> one.isAnnotatedWith(Configuration.class))
                        .map(JavaClass::getName)
                        .toList());
    }

    @Test
    void every_setting_belongs_to_a_room_in_the_list() {
        Set<String> bound = new TreeSet<>();
        for (JavaClass one : CLASSES) {
            one.tryGetAnnotationOfType(EnableConfigurationProperties.class)
                    .ifPresent(enabled ->
                            Stream.of(enabled.value()).map(Class::getName).forEach(bound::add));
        }
        assertThat(bound)
                .containsExactlyInAnyOrderElementsOf(CLASSES.stream()
                        .filter(one -> one.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::getName)
                        .toList());
    }

    private static String room(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith(BASE + ".") ? name.substring(BASE.length() + 1) : "";
    }
}
