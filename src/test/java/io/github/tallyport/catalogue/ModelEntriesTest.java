package io.github.tallyport.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tallyport.fault.WrongSetting;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelEntriesTest {
    private static final String FULL = """
            tallyport:
              models:
                - id: vendor/a
                  aliases: [a, first]
                  owned-by: vendor
                  created: 1759104000
                  context-length: 1000
                  default-max-tokens: 250
                  max-stop: 16
                  inputs: [text, image]
                  refused-parameters: [seed]
                  cache: all
                  revision: 2026-10
                  prices:
                    - valid-from: 2027-01-01T00:00:00[Asia/Shanghai]
                      prompt: 10000
                      cached-prompt: 0
                      completion: 0.000001
                    - valid-from: 2026-01-01T00:00:00.001Z
                      prompt: 0.0035
                      completion: 0.0055000
                  targets:
                    - name: second
                      base-url: https://second.example/v1
                      keys: " k1 ,,k2,"
                      model: a-upstream
                      priority: 1
                    - base-url: http://first.example/v1
                - id: b
                  context-length: 1
                  prices: [{prompt: 1, completion: 2}]
                  targets: [{base-url: "http://b.example/v1"}]
            """;

    @Test
    void the_defaults() {
        assertThat(Yaml.models(FULL).get(1))
                .isEqualTo(new Model(
                        "b",
                        List.of(),
                        "tallyport",
                        0,
                        1,
                        1,
                        4,
                        Set.of(Model.Input.TEXT),
                        Set.of(),
                        Caching.USUAL,
                        "",
                        List.of(new Price(Instant.EPOCH, 1_000_000, 1_000_000, 2_000_000)),
                        List.of(new Target("upstream", URI.create("http://b.example/v1"), List.of(), "b", 0, false))));
        assertThat(Yaml.models("other: 1")).isEmpty();
    }

    @Test
    void an_answer_has_4096_tokens_by_default_or_as_many_as_fit() {
        assertThat(Yaml.models(FULL.replace("default-max-tokens: 250", "created: 0")
                                .replaceFirst("created: 1759104000\n\\s*", ""))
                        .getFirst()
                        .defaultMaxTokens())
                .isEqualTo(1000);
        assertThat(Yaml.models(FULL.replace("context-length: 1\n", "context-length: 131072\n"))
                        .get(1)
                        .defaultMaxTokens())
                .isEqualTo(4096);
    }

    @Test
    void every_property_arrives() {
        assertThat(Yaml.models(FULL).getFirst())
                .isEqualTo(new Model(
                        "vendor/a",
                        List.of("a", "first"),
                        "vendor",
                        1_759_104_000,
                        1000,
                        250,
                        16,
                        Set.of(Model.Input.TEXT, Model.Input.IMAGE),
                        Set.of("seed"),
                        Caching.ALL,
                        "2026-10",
                        List.of(
                                new Price(Instant.parse("2026-01-01T00:00:00.001Z"), 3500, 3500, 5500),
                                new Price(Instant.parse("2026-12-31T16:00:00Z"), Price.MOST, 0, 1)),
                        List.of(
                                new Target(
                                        "upstream",
                                        URI.create("http://first.example/v1"),
                                        List.of(),
                                        "vendor/a",
                                        0,
                                        false),
                                new Target(
                                        "second",
                                        URI.create("https://second.example/v1"),
                                        List.of("k1", "k2"),
                                        "a-upstream",
                                        1,
                                        false))));
    }

    @Test
    void the_keys_of_a_target_are_not_printed() {
        assertThat(new TargetEntry("wcode", null, List.of("canary"), null, 0).toString())
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-01T00:00:00+08:00, 2026-12-31T16:00:00Z",
        "2027-01-01T00:00Z, 2027-01-01T00:00:00Z",
        "2027-01-01T00:00:00+08:00[Asia/Shanghai], 2026-12-31T16:00:00Z",
        "2026-07-01T00:00:00[Europe/Berlin], 2026-06-30T22:00:00Z",
        "2026-10-25T02:30:00[Europe/Berlin], 2026-10-25T00:30:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z"
    })
    void a_date_is_understood_with_an_offset_or_a_zone(String written, Instant meant) {
        Model model = Yaml.models(FULL.replace("2027-01-01T00:00:00[Asia/Shanghai]", "'" + written + "'"))
                .getFirst();

        assertThat(model.prices()).extracting(Price::validFrom).contains(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: b | note: b | [1].id: a model has a name that is not blank",
                "id: b | id: first | [1].id: another id or alias is the same",
                "id: b | id: vendor/a | [1].id: another id or alias is the same",
                "first] | a] | [0].aliases[1]: another id or alias is the same",
                "first] | vendor/a] | [0].aliases[1]: another id or alias is the same",
                "first] | \" \"] | [0].aliases[1]: a model has a name that is not blank",
                "1759104000 | -1 | [0].created: it is Unix seconds",
                "length: 1000 | width: 1000 | [0].context-length: it is 1 to 100000000 tokens",
                "length: 1000 | length: 0 | [0].context-length: it is 1 to 100000000 tokens",
                "length: 1000 | length: 100000001 | [0].context-length: it is 1 to 100000000 tokens",
                "length: 1000 | length: many | [0].context-length: it cannot be read as int",
                "max-tokens: 250 | max-tokens: 0 | [0].default-max-tokens: it is 1 to context-length, in tokens",
                "max-tokens: 250 | max-tokens: 1001 | [0].default-max-tokens: it is 1 to context-length, in tokens",
                "max-tokens: 250 | max-tokens: some | [0].default-max-tokens: it cannot be read as Integer",
                "max-stop: 16 | max-stop: -1 | [0].max-stop: it is 0 or more",
                "image] | video] | [0].inputs[1]: it is one of [text, image, audio, file]",
                "prices: [{prompt | prizes: [{prompt | [1].prices: a model has at least one price",
                "prices: [{prompt: 1, completion: 2}] | prices: [] | [1].prices: a model has at least one price",
                "targets: [{base | target: [{base | [1].targets: a model has at least one target",
                "[Asia/Shanghai] | '' | [0].prices[0].valid-from: it is a date and time with an offset or a zone",
                "[Asia/Shanghai] | [Asia/Shanghigh] | [0].prices[0].valid-from: it is a date and time with an offset",
                "2027-01-01T00:00:00[ | 2027-01-01[ | [0].prices[0].valid-from: it is a date and time with an offset",
                "2027-01-01T00:00:00[ | +999999999-01-01T00:00:00[ | [0].prices[0].valid-from: it is a date and time with",
                "2027-01-01T00:00:00[ | soon[ | [0].prices[0].valid-from: it is a date and time with an offset",
                "00.001Z | 00.0010001Z | [0].prices[1].valid-from: it is a whole millisecond",
                "2026-01-01T00:00:00.001Z | 2026-12-31T16:00:00Z | [0].prices[1].valid-from: another price of the model begins",
                "prompt: 0.0035 | note: 1 | [0].prices[1].prompt: it is missing: yuan per 1000 tokens",
                "completion: 0.0055 | note: 1 | [0].prices[1].completion: it is missing: yuan per 1000 tokens",
                "prompt: 0.0035 | prompt: cheap | [0].prices[1].prompt: it is a number",
                "prompt: 0.0035 | prompt: .nan | [0].prices[1].prompt: it is a number",
                "prompt: 0.0035 | prompt: .inf | [0].prices[1].prompt: it is a number",
                "prompt: 0.0035 | prompt: 0.0000035 | [0].prices[1].prompt: a price per 1000 tokens has at most 6 decimals",
                "prompt: 0.0035 | prompt: '1e-999999999' | [0].prices[1].prompt: a price per 1000 tokens has at most 6",
                "prompt: 0.0035 | prompt: -0.0035 | [0].prices[1].prompt: a price per 1000 tokens is 0 to 10000 yuan",
                "prompt: 0.0035 | prompt: 10000.000001 | [0].prices[1].prompt: a price per 1000 tokens is 0 to 10000 yuan",
                "prompt: 0.0035 | prompt: '1e999999999' | [0].prices[1].prompt: a price per 1000 tokens is 0 to 10000 yuan",
                "cached-prompt: 0 | cached-prompt: -1 | [0].prices[0].cached-prompt: a price per 1000 tokens is 0 to",
                "cached-prompt: 0 | cached-prompt: 0.1234567 | [0].prices[0].cached-prompt: a price per 1000 tokens has at",
                "completion: 0.000001 | completion: 10001 | [0].prices[0].completion: a price per 1000 tokens is 0 to",
                "completion: 0.000001 | completion: 0.0000001 | [0].prices[0].completion: a price per 1000 tokens has at",
                "base-url: http://first | url: http://first | [0].targets[1].url: there is no such property",
                "base-url: http://first | model: http://first | [0].targets[1].base-url: it is a URL such as",
                "http://first | ftp://first | [0].targets[1].base-url: it is a URL such as",
                "http://first.example | first.example | [0].targets[1].base-url: it is a URL such as",
                "http://first.example | 'http:// first' | [0].targets[1].base-url: it ",
                "priority: 1 | priority: high | [0].targets[0].priority: it cannot be read as int"
            })
    void whatever_is_wrong_is_said_with_its_place(String right, String wrong, String said) {
        String yaml = FULL.replace(right, wrong);
        assertThat(yaml).isNotEqualTo(FULL);

        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> Yaml.models(yaml))
                .withMessageStartingWith("tallyport.models" + said);
    }
}
