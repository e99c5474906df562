package org.gradus.core.gradcheck.diagnosis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.Parameter;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.Verdict;

/**
 * A smaller case that fails as well: inputs of which elements at the end of dimensions were cut off, as long as the check
 * still failed. Parameters keep their shapes.
 *
 * @param inputs what is left
 * @param report the check of the function on that
 * @param attempts how many smaller cases were tried
 */
public record Shrunk(ImmutableList<Tensor> inputs, GradCheckReport report, int attempts) {

    private static final int ATTEMPTS = 100;

    /** All dimensions of one size, or a single one, to be cut to a smaller size. */
    private record Cut(ImmutableSet<List<Integer>> dims, int from, int to) {}

    /**
     * Looks for the smallest. Dimensions of equal size are cut together at first, since many functions ask for that; a case
     * that the function refuses is not counted as one that fails.
     *
     * @return nothing if no smaller case fails
     */
    static Optional<Shrunk> find(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs,
            GradCheckOptions options) {
        List<Tensor> smallest = inputs;
        GradCheckReport report = null;
        int attempts = 0;
        List<Cut> open = cuts(smallest);
        while (!open.isEmpty() && attempts < ATTEMPTS) {
            List<Tensor> smaller = apply(open.removeFirst(), smallest);
            attempts++;
            GradCheckReport found = check(function, smaller, options);
            if (found != null && found.verdict() == Verdict.FAILED) {
                smallest = smaller;
                report = found;
                open = cuts(smallest);
            }
        }
        return report == null
                ? Optional.empty()
                : Optional.of(new Shrunk(ImmutableList.copyOf(smallest), report, attempts));
    }

    private static GradCheckReport check(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs,
            GradCheckOptions options) {
        try {
            return GradCheck.check(function, inputs, options);
        } catch (RuntimeException e) {
            return null; // the function does not take such inputs
        }
    }

    private static List<Cut> cuts(List<Tensor> inputs) {
        Set<List<Integer>> dims = new LinkedHashSet<>();
        for (int input = 0; input < inputs.size(); input++) {
            for (int dim = 0; dim < inputs.get(input).shape().rank(); dim++) {
                if (!(inputs.get(input) instanceof Parameter) && inputs.get(input).size(dim) > 1) {
                    dims.add(List.of(input, dim));
                }
            }
        }
        Set<Cut> cuts = new LinkedHashSet<>();
        List<Integer> sizes = new ArrayList<>(
                dims.stream().map(dim -> size(inputs, dim)).collect(Collectors.toCollection(LinkedHashSet::new)));
        sizes.sort(Collections.reverseOrder());
        for (int size : sizes) {
            targets(size).forEach(to -> cuts.add(new Cut(dims.stream().filter(dim -> size(inputs, dim) == size)
                    .collect(ImmutableSet.toImmutableSet()), size, to)));
        }
        for (List<Integer> dim : dims) {
            targets(size(inputs, dim)).forEach(to -> cuts.add(new Cut(ImmutableSet.of(dim), size(inputs, dim), to)));
        }
        return new ArrayList<>(cuts);
    }

    private static int size(List<Tensor> inputs, List<Integer> dim) {
        return inputs.get(dim.get(0)).size(dim.get(1));
    }

    private static Stream<Integer> targets(int size) {
        return IntStream.of(1, size / 2, size - 1).distinct().filter(to -> to >= 1 && to < size).boxed();
    }

    private static List<Tensor> apply(Cut cut, List<Tensor> inputs) {
        List<Tensor> smaller = new ArrayList<>(inputs);
        for (List<Integer> dim : cut.dims()) {
            Tensor input = smaller.get(dim.get(0));
            Tensor narrowed = Tape.noGrad(() -> input.narrow(dim.get(1), 0, cut.to()));
            smaller.set(dim.get(0), narrowed.detach().requiresGrad(input.requiresGrad()));
        }
        return smaller;
    }

    /** The shapes, and the worst derivative there. */
    @Override
    public String toString() {
        String shapes = inputs.stream().filter(input -> !(input instanceof Parameter))
                .map(input -> input.shape().toString()).collect(Collectors.joining(", "));
        return "the smallest inputs found to fail (%d tried) are %s".formatted(attempts, shapes)
                + report.orders().getLast().worst().stream().findFirst().map(worst -> ":\n  " + worst).orElse("");
    }
}
