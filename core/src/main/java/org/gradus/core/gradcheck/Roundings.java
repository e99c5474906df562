package org.gradus.core.gradcheck;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.gradus.core.Tape;
import org.gradus.core.random.Rng;

/**
 * What rounding makes of the derivatives that the tape gives, and of differences, by computing both several times with a
 * {@link Disturbance}. It is asked only of those that seem wrong: where terms cancel to nothing but rounding, neither is
 * wrong by it.
 */
final class Roundings {

    private static final int TIMES = 4;
    private static final int SIZE = 2;

    /** How many times the largest effect that was seen another one may be. */
    private static final double LARGER = 16;

    private final Supplier<double[][]> derivatives;
    private final long seed;
    private final Supplier<ImmutableList<double[][]>> disturbed = Suppliers.memoize(this::disturb);

    /** @param decisions what was decided on the way; where that changes, other derivatives are right */
    private record Run(double[][] derivatives, long decisions) {}

    /** @param derivatives computes all of them anew, row by row */
    Roundings(Supplier<double[][]> derivatives, long seed) {
        this.derivatives = derivatives;
        this.seed = seed;
    }

    /** How far off each row's derivative along a direction may be that the tape gives. */
    double[] of(Ray direction, double[] undisturbed) {
        return worst(disturbed.get().stream().map(
                each -> Arrays.stream(each).mapToDouble(direction::dot).toArray()), undisturbed);
    }

    /**
     * How far off each row's derivative along a line may be that differences give, with the largest step that makes sense.
     */
    double[] of(Line line) {
        return line.largestSmoothStep().stream().mapToObj(k -> worst(
                LongStream.rangeClosed(seed + 1, seed + TIMES).mapToObj(each -> line.disturbed(k, new Rng(each), SIZE))
                        .flatMap(Optional::stream),
                line.central(k))).findAny().orElseGet(() -> new double[line.origin().values().length]);
    }

    private static double[] worst(Stream<double[]> disturbed, double[] undisturbed) {
        double[] worst = new double[undisturbed.length];
        disturbed.forEach(values -> Arrays.setAll(worst,
                i -> Math.max(worst[i], LARGER * Math.abs(values[i] - undisturbed[i]))));
        return worst;
    }

    private ImmutableList<double[][]> disturb() {
        long decisions = run(seed, 0).decisions;
        var runs = ImmutableList.<double[][]>builder();
        for (int i = 1; i <= TIMES; i++) {
            Run run = run(seed + i, SIZE);
            if (run.decisions == decisions) {
                runs.add(run.derivatives);
            }
        }
        return runs.build();
    }

    private Run run(long disturbanceSeed, int size) {
        Ledger ledger = new Ledger();
        double[][] result = Tape.intercepting(ledger,
                () -> Tape.intercepting(new Disturbance(new Rng(disturbanceSeed), size), derivatives));
        return new Run(result, ledger.fingerprint());
    }
}
