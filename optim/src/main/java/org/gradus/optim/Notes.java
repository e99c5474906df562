package org.gradus.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/**
 * Named numbers, flags and words, in the text form in which state dicts keep them: a number is read back with all its bits.
 *
 * @param values the texts by name, in order
 */
public record Notes(ImmutableMap<String, String> values) {

    /** No notes. */
    public static final Notes NONE = new Notes(ImmutableMap.of());

    /** These notes. */
    public static Notes of(Map<String, String> values) {
        return new Notes(ImmutableMap.copyOf(values));
    }

    /** These notes and another, or with another text where the name is taken. */
    public Notes with(String name, String text) {
        return new Notes(
                ImmutableMap.<String, String>builder().putAll(values).put(name, text).buildKeepingLast());
    }

    /** These notes and a number. */
    public Notes with(String name, double number) {
        return with(name, Double.toString(number));
    }

    /** These notes and an integer. */
    public Notes with(String name, long number) {
        return with(name, Long.toString(number));
    }

    /** These notes and a flag. */
    public Notes with(String name, boolean flag) {
        return with(name, Boolean.toString(flag));
    }

    /** These notes and an enum's constant. */
    public Notes with(String name, Enum<?> choice) {
        return with(name, choice.name());
    }

    /** These notes and others, each under its name behind a prefix. */
    public Notes with(String prefix, Notes others) {
        ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
        all.putAll(values);
        others.values.forEach((name, text) -> all.put(prefix + name, text));
        return new Notes(all.buildKeepingLast());
    }

    /** The notes whose names begin so, under the rest of their names. */
    public Notes part(String prefix) {
        ImmutableMap.Builder<String, String> part = ImmutableMap.builder();
        values.forEach((name, text) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), text);
            }
        });
        return new Notes(part.buildOrThrow());
    }

    /** Whether there is a note of this name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text. @throws IllegalArgumentException if there is none of this name */
    public String text(String name) {
        String text = values.get(name);
        checkArgument(text != null, "[notes] '%s' is missing; there are %s", name, values.keySet());
        return text;
    }

    /** A number. @throws IllegalArgumentException if there is none of this name, or it is something else */
    public double real(String name) {
        return parse(name, "a number", Double::valueOf);
    }

    /** An integer. @throws IllegalArgumentException if there is none of this name, or it is something else */
    public long integer(String name) {
        return parse(name, "an integer", Long::valueOf);
    }

    /** A flag. @throws IllegalArgumentException if there is none of this name, or it is something else */
    public boolean flag(String name) {
        return parse(name, "a flag", text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new NumberFormatException(text);
            }
            return text.equals("true");
        });
    }

    /** An enum's constant. @throws IllegalArgumentException if there is no note of this name, or no constant of its text */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("[notes] '%s' should be one of %s, but is '%s'".formatted(name,
                Arrays.toString(type.getEnumConstants()), text));
    }

    private <T> T parse(String name, String kind, Function<String, T> parser) {
        String text = text(name);
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("[notes] '%s' should be %s, but is '%s'".formatted(name, kind, text),
                    e);
        }
    }
}
