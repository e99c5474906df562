package org.gradus.examples.peers.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The attributes of one call by name: integers, real numbers or a text each. Immutable. */
public final class Attributes {

    /** No attributes. */
    public static final Attributes NONE = new Attributes(ImmutableSortedMap.of());

    /** Each value a {@code long[]}, a {@code double[]} or a {@code String}; the arrays are never written. */
    private final ImmutableSortedMap<String, Object> values;

    Attributes(Map<String, Object> values) {
        this.values = ImmutableSortedMap.copyOf(values);
    }

    /** These attributes and integers under a name; a flag is 0 or 1. */
    public Attributes with(String name, long... integers) {
        return plus(name, integers.clone());
    }

    /** These attributes and integers under a name. */
    public Attributes with(String name, int... integers) {
        return plus(name, Arrays.stream(integers).asLongStream().toArray());
    }

    /** These attributes and a flag under a name. */
    public Attributes with(String name, boolean flag) {
        return plus(name, new long[]{flag ? 1 : 0});
    }

    /** These attributes and real numbers under a name. */
    public Attributes with(String name, double... numbers) {
        return plus(name, numbers.clone());
    }

    /** These attributes and a text under a name. */
    public Attributes with(String name, String text) {
        return plus(name, text);
    }

    private Attributes plus(String name, Object value) {
        checkArgument(!values.containsKey(name), "[attributes] '%s' is there already: %s", name, this);
        return new Attributes(
                ImmutableSortedMap.<String, Object>naturalOrder().putAll(values).put(name, value).build());
    }

    /** Whether there is an attribute of this name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The integers under a name.
     *
     * @throws IllegalArgumentException if there are none
     */
    public long[] longs(String name) {
        return get(name, long[].class).clone();
    }

    /** The integers under a name, as {@link #longs}, for those who count in {@code int}. */
    public int[] ints(String name) {
        return Arrays.stream(longs(name)).mapToInt(Math::toIntExact).toArray();
    }

    /**
     * The only integer under a name.
     *
     * @throws IllegalArgumentException if there is not exactly one
     */
    public int integer(String name) {
        return Math.toIntExact(wide(name));
    }

    /** The only integer under a name, as {@link #integer}, of 64 bits. */
    public long wide(String name) {
        long[] integers = get(name, long[].class);
        checkArgument(integers.length == 1, "[attributes] '%s' should be one integer, but there are %s", name, this);
        return integers[0];
    }

    /** The flag under a name. */
    public boolean flag(String name) {
        return wide(name) != 0;
    }

    /**
     * The only real number under a name.
     *
     * @throws IllegalArgumentException if there is not exactly one
     */
    public double real(String name) {
        double[] numbers = get(name, double[].class);
        checkArgument(numbers.length == 1, "[attributes] '%s' should be one number, but there are %s", name, this);
        return numbers[0];
    }

    /**
     * The real numbers under a name.
     *
     * @throws IllegalArgumentException if there are none
     */
    public double[] reals(String name) {
        return get(name, double[].class).clone();
    }

    /**
     * The text under a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String text(String name) {
        return get(name, String.class);
    }

    private <T> T get(String name, Class<T> type) {
        Object value = values.get(name);
        checkArgument(type.isInstance(value), "[attributes] '%s' of type %s is missing: %s", name,
                type.getSimpleName(), this);
        return type.cast(value);
    }

    Map<String, Object> values() {
        return values;
    }

    /** The attributes as they stand in reports, {@code dim=1, stride=[2, 2]}. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(Object value) {
        return switch (value) {
            case long[] one when one.length == 1 -> Long.toString(one[0]);
            case long[] many -> Arrays.toString(many);
            case double[] one when one.length == 1 -> Double.toString(one[0]);
            case double[] many -> Arrays.toString(many);
            default -> value.toString();
        };
    }
}
