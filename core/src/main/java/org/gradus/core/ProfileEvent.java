package org.gradus.core;

/**
 * A stretch of time that a {@link Profiler} noted. Of two of one profile, one lies within the other or they are apart.
 *
 * @param name of the operation, of the one that is gone back through, or of the span
 * @param category what happened in it
 * @param result the type of an operation's result; empty for a span
 * @param start nanoseconds from the beginning of the profile
 * @param nanos how long it took
 */
public record ProfileEvent(String name, Category category, String result, long start, long nanos) {

    /** What an event is. */
    public enum Category {

        /** An operation was computed. */
        FORWARD,
        /** A recorded operation was gone back through: its rule, and the sums of gradients that it contributes to. */
        BACKWARD,
        /** A part of the program that it named itself, {@link Profiler#span}. */
        SPAN
    }
}
