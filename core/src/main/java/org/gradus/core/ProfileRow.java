package org.gradus.core;

/**
 * What the operations of one name cost, over a whole {@link Profile}.
 *
 * @param name of the operations
 * @param calls how often one was computed, but for those that backward rules computed
 * @param forwardNanos how long that took
 * @param backwardCalls how often one was gone back through
 * @param backwardNanos how long that took, with everything that its rules computed, but without what was gone back
 *        through meanwhile, as it happens in derivatives within rules
 * @param allocatedBytes what the virtual machine allocated meanwhile, on all threads
 * @param resultBytes of the results of its calls, those too that share their data with an input
 * @param savedBytes of the values that its calls have kept for the backward pass, parameters apart; a value that several
 *        operations keep counts for the first
 */
public record ProfileRow(String name, long calls, long forwardNanos, long backwardCalls, long backwardNanos,
        long allocatedBytes, long resultBytes, long savedBytes) {

    /** Nothing yet. */
    static ProfileRow of(String name) {
        return new ProfileRow(name, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Forward and backward together. */
    public long nanos() {
        return forwardNanos + backwardNanos;
    }

    /** Of this name, what either cost. */
    ProfileRow plus(ProfileRow other) {
        return new ProfileRow(name, calls + other.calls, forwardNanos + other.forwardNanos,
                backwardCalls + other.backwardCalls, backwardNanos + other.backwardNanos,
                allocatedBytes + other.allocatedBytes, resultBytes + other.resultBytes, savedBytes + other.savedBytes);
    }
}
