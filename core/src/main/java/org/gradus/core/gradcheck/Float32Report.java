package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradus.core.gradcheck.Float32Check.Deviation;

/**
 * What a {@link Float32Check} found.
 *
 * @param deviations one for each output, then one for each input that requires a gradient
 * @param threads a number of threads on which other bits came than on the usual number; absent if there is none
 */
public record Float32Report(ImmutableList<Deviation> deviations, Optional<Integer> threads) {

    /** Whether all results are right, and the same on any number of threads. */
    public boolean passed() {
        return deviations.stream().allMatch(Deviation::passed) && threads.isEmpty();
    }

    /**
     * Gives this report if the check passed.
     *
     * @throws AssertionError otherwise, with everything that was found
     */
    public Float32Report assertCorrect() {
        if (!passed()) {
            throw new AssertionError(toString());
        }
        return this;
    }

    /** The findings, a line each. */
    @Override
    public String toString() {
        String head = passed() ? "[float32] results follow float64" : "[float32] results are off";
        return deviations.stream().map(each -> "\n  " + (each.passed() ? "" : "WRONG: ") + each)
                .collect(Collectors.joining("", head, threads
                        .map(count -> "\n  WRONG: on %d threads other bits come".formatted(count)).orElse("")));
    }
}
