package org.gradus.core.gradcheck.trial;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.gradcheck.table.OpTable;
import org.gradus.core.random.Rng;

/**
 * Every fault that can be put into every backward rule of the op table: each into each rule once, in a row drawn by
 * lot.
 */
public final class Mutants {

    /** A size at which nothing is a special case. */
    private static final int SIZE = 4;

    /** Rows that a fault is tried in, until it makes sense in one. */
    private static final int ROWS = 6;

    private Mutants() {}

    /** All of them; the same for the same seed. */
    public static Stream<Mutant> all(long seed) {
        return candidates(seed).stream().map(Candidate::resolved).flatMap(Optional::stream);
    }

    /** So many of them, in turn of one op and another, so that each op has its share. */
    public static ImmutableList<Mutant> sample(int count, long seed) {
        ListMultimap<Class<?>, Candidate> byOp = LinkedListMultimap.create();
        shuffled(candidates(seed), new Rng(seed)).forEach(each -> byOp.put(each.rule().type(), each));
        List<Iterator<Candidate>> waiting = new ArrayList<>();
        byOp.keySet().forEach(op -> waiting.add(byOp.get(op).iterator()));
        var sample = new ArrayList<Mutant>();
        while (sample.size() < count && !waiting.isEmpty()) {
            waiting.removeIf(rest -> !rest.hasNext());
            for (Iterator<Candidate> rest : waiting) {
                next(rest).ifPresent(sample::add);
            }
        }
        return ImmutableList.copyOf(Iterables.limit(sample, count));
    }

    private static Optional<Mutant> next(Iterator<Candidate> rest) {
        Optional<Mutant> mutant = Optional.empty();
        while (mutant.isEmpty() && rest.hasNext()) {
            mutant = rest.next().resolved();
        }
        return mutant;
    }

    private static List<Candidate> candidates(long seed) {
        var rng = new Rng(seed);
        ListMultimap<Sighting.Rule, Sighting> rules = LinkedListMultimap.create();
        for (OpRow row : OpTable.rows()) {
            Sighting.in(row, row.sizes().contains(SIZE) ? SIZE : 1, seed).forEach(seen -> rules.put(seen.rule(), seen));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Sighting.Rule rule : rules.keySet()) {
            int faults = rules.get(rule).get(0).faults().size();
            for (int number = 0; number < faults; number++) {
                List<Sighting> sightings = shuffled(rules.get(rule), rng);
                candidates.add(new Candidate(rule, sightings.subList(0, Math.min(ROWS, sightings.size())), number,
                        rng.nextSeed()));
            }
        }
        return candidates;
    }

    /** One of the faults of a rule, and where the rule was seen. */
    private record Candidate(Sighting.Rule rule, List<Sighting> sightings, int number, long seed) {

        /** The mutant, in the first row where the fault makes sense. */
        Optional<Mutant> resolved() {
            for (Sighting sighting : sightings) {
                Fault fault = sighting.faults().get(number);
                if (sighting.admits(fault)) {
                    return Optional.of(new Mutant(sighting, fault, seed));
                }
            }
            return Optional.empty();
        }
    }

    private static <T> List<T> shuffled(List<T> all, Rng rng) {
        List<T> shuffled = new ArrayList<>();
        for (int position : rng.randperm(all.size())) {
            shuffled.add(all.get(position));
        }
        return shuffled;
    }
}
