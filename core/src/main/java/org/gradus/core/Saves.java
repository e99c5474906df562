package org.gradus.core;

/**
 * Which values a backward rule reads; the tape keeps these and lets go of the data of all others.
 *
 * @param inputs bit i is set where the data of input i is read
 * @param output whether the data of the output is read
 */
public record Saves(int inputs, boolean output) {

    /** No data is read: the rule needs shapes at most. */
    public static final Saves NOTHING = new Saves(0, false);

    /** The output's data alone is read. */
    public static final Saves OUTPUT = new Saves(0, true);

    /** Every input's data and the output's are read. */
    public static final Saves EVERYTHING = new Saves(-1, true);

    /** The data of one input is read. */
    public static Saves input(int index) {
        return new Saves(1 << index, false);
    }

    /** What either reads. */
    public Saves and(Saves other) {
        return new Saves(inputs | other.inputs, output || other.output);
    }

    boolean readsInput(int index) {
        return (inputs >> index & 1) != 0;
    }
}
