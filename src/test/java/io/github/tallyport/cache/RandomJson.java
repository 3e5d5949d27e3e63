package io.github.tallyport.cache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/** Documents by chance, each of which can be written in many ways. */
final class RandomJson {
    private static final String[] LETTERS = {"a", "\"", "\\", "/", "\n", "\u0001", "é", "你", "😀", " ", "u0041"};

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    /** A JSON value. */
    sealed interface Value {
        /** In the plainest way. */
        default String plain() {
            return written(new Random(0), false);
        }

        /** In one of many ways: members in another order, blanks, escapes, digits. */
        default String written(Random how) {
            return written(how, true);
        }

        String written(Random how, boolean otherwise);
    }

    record Text(String text) implements Value {
        @Override
        public String written(Random how, boolean otherwise) {
            StringBuilder out = new StringBuilder("\"");
            text.codePoints().forEach(c -> {
                boolean must = c < ' ' || c == '"' || c == '\\';
                if (must || (otherwise && how.nextInt(3) == 0)) {
                    boolean upper = otherwise && how.nextBoolean();
                    Character.toString(c)
                            .chars()
                            .forEach(unit -> out.append(String.format(upper ? "\\u%04X" : "\\u%04x", unit)));
                } else {
                    out.appendCodePoint(c);
                }
            });
            return out.append('"').toString();
        }
    }

    record Numeral(BigDecimal number) implements Value {
        @Override
        public String written(Random how, boolean otherwise) {
            if (!otherwise || number.signum() == 0) {
                return number.toString();
            }
            return switch (how.nextInt(4)) {
                case 0 ->
                    number.setScale(Math.max(number.scale(), 0) + how.nextInt(3))
                            .toPlainString();
                case 1 -> number.unscaledValue() + (how.nextBoolean() ? "e" : "E") + -number.scale();
                case 2 -> number.unscaledValue() + "00E" + (-number.scale() - 2);
                default -> number.toEngineeringString();
            };
        }
    }

    record Word(String word) implements Value {
        @Override
        public String written(Random how, boolean otherwise) {
            return word;
        }
    }

    record Array(List<Value> values) implements Value {
        @Override
        public String written(Random how, boolean otherwise) {
            return values.stream()
                    .map(value -> blank(how, otherwise) + value.written(how, otherwise) + blank(how, otherwise))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    record Members(Map<String, Value> members) implements Value {
        @Override
        public String written(Random how, boolean otherwise) {
            List<String> names = new ArrayList<>(members.keySet());
            if (otherwise) {
                Collections.shuffle(names, how);
            }
            return names.stream()
                    .map(name -> blank(how, otherwise) + new Text(name).written(how, otherwise) + blank(how, otherwise)
                            + ":" + blank(how, otherwise)
                            + Objects.requireNonNull(members.get(name)).written(how, otherwise))
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    private static String blank(Random how, boolean otherwise) {
        return otherwise && how.nextInt(4) == 0 ? " \t\r\n".substring(0, 1 + how.nextInt(4)) : "";
    }

    Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> new Text(text());
            case 1, 2 -> new Numeral(number(random));
            case 3 -> new Word(List.of("true", "false", "null").get(random.nextInt(3)));
            case 4 ->
                new Array(random.ints(random.nextInt(4))
                        .mapToObj(_ -> value(depth - 1))
                        .toList());
            default -> object(depth - 1);
        };
    }

    Members object(int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            members.put("k" + text(), value(depth));
        }
        return new Members(members);
    }

    /** Another document than this, by one change somewhere in it. */
    Members changed(Value value) {
        Members object = (Members) value;
        Map<String, Value> members = new LinkedHashMap<>(object.members);
        String name = List.copyOf(members.keySet()).get(random.nextInt(members.size()));
        Value before = Objects.requireNonNull(members.get(name));
        switch (random.nextInt(3)) {
            case 0 -> members.put(name, another(before));
            case 1 -> members.remove(name);
            default -> {
                members.remove(name);
                members.put(name + "k", before);
            }
        }
        return new Members(members);
    }

    private Value another(Value value) {
        return switch (value) {
            case Text(String text) -> new Text(text + "x");
            case Numeral(BigDecimal number) -> new Numeral(number.add(number.ulp()));
            case Word(String word) -> new Word(word.equals("null") ? "true" : "null");
            case Array(List<Value> values) -> {
                List<Value> more = new ArrayList<>(values);
                more.add(random.nextInt(more.size() + 1), new Word("null"));
                yield values.isEmpty() || random.nextBoolean()
                        ? new Array(more)
                        : new Array(values.subList(1, values.size()));
            }
            case Members members -> changedOrNot(members);
        };
    }

    private Value changedOrNot(Members members) {
        return members.members.isEmpty() ? new Members(Map.of("k", new Word("null"))) : changed(members);
    }

    static BigDecimal number(Random random) {
        return new BigDecimal(new BigInteger(1 + random.nextInt(80), random), random.nextInt(40) - 20)
                .multiply(random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }
}
