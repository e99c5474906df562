package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.Tensor;

/** Sums of products in Einstein's notation, as PyTorch's {@code einsum} reads it. */
public final class Einsum {

    private static final Comparator<EinsumPair> CHEAPER = Comparator.comparingDouble(EinsumPair::growth)
            .thenComparingDouble(EinsumPair::work);

    private Einsum() {}

    /**
     * y = Σ Π operands: each letter of the equation is an index, and what stands in no subscript of the output is summed over.
     * {@code "ij,jk->ik"} is a matrix product, {@code "ii"} a trace, {@code "...ij->...ji"} a transposition of batches.
     *
     * <p>
     * A letter that stands twice in one operand takes its diagonal. {@code ...} stands for any dimensions that are not named,
     * aligned at the last. Dimensions of size 1 broadcast, named ones too. Without {@code ->} the output is the dimensions of
     * {@code ...} and then every letter that stands once, in alphabetical order, capitals first; an output that leaves
     * {@code ...} out sums over its dimensions. Spaces mean nothing.
     *
     * <p>
     * Operands are multiplied in pairs, by matrix products wherever something is summed: first always the pair after which the
     * fewest numbers are left, and of equal ones that with the fewest multiplications.
     *
     * @param equation the subscripts of each operand, between commas, and of the output
     * @throws IllegalArgumentException if the equation is malformed, or does not fit the operands
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        EinsumEquation parsed = EinsumEquation.parse(equation);
        checkArgument(operands.length == parsed.operands().size(),
                "[einsum] '%s' has subscripts for %s operands, but %s came; part them by commas", equation,
                parsed.operands().size(), operands.length);
        List<EinsumTerm> terms = new ArrayList<>();
        for (int i = 0; i < operands.length; i++) {
            Checks.sameType("einsum", operands[0], operands[i]);
            Checks.numeric("einsum", operands[i]);
            terms.add(EinsumTerm.of(operands[i], parsed.labels(i, operands[i])));
        }
        Map<Integer, Integer> sizes = sizes(equation, terms);
        terms.replaceAll(term -> term.withoutRepeats(sizes));
        return product(terms, parsed.outputLabels(terms));
    }

    /** The size of each label's dimensions, which are equal or 1. */
    private static Map<Integer, Integer> sizes(String equation, List<EinsumTerm> terms) {
        Map<Integer, Integer> sizes = new HashMap<>();
        for (EinsumTerm term : terms) {
            for (int label : term.labels()) {
                int size = term.size(label);
                int known = sizes.getOrDefault(label, 1);
                checkArgument(known == 1 || size == 1 || size == known,
                        "[einsum] %s of '%s' is %s in one operand and %s in another; sizes must be equal or 1",
                        EinsumEquation.name(label), equation, known, size);
                sizes.put(label, known == 1 ? size : known);
            }
        }
        return sizes;
    }

    private static Tensor product(List<EinsumTerm> terms, ImmutableList<Integer> output) {
        for (int i = 0; i < terms.size(); i++) {
            terms.set(i, terms.get(i).summedTo(keptBesides(terms, output, i, i)::contains));
        }
        while (terms.size() > 1) {
            EinsumPair cheapest = Collections.min(pairs(terms, output), CHEAPER);
            terms.set(terms.indexOf(cheapest.a()), cheapest.multiply(output));
            terms.remove(cheapest.b());
        }
        return terms.get(0).ordered(output).tensor();
    }

    private static List<EinsumPair> pairs(List<EinsumTerm> terms, ImmutableList<Integer> output) {
        List<EinsumPair> pairs = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                pairs.add(new EinsumPair(terms.get(i), terms.get(j), keptBesides(terms, output, i, j)));
            }
        }
        return pairs;
    }

    /** The labels that must outlive the product of two terms: the output's and all others'. */
    private static Set<Integer> keptBesides(List<EinsumTerm> terms, List<Integer> output, int first, int second) {
        Set<Integer> kept = new HashSet<>(output);
        for (int i = 0; i < terms.size(); i++) {
            if (i != first && i != second) {
                kept.addAll(terms.get(i).labels());
            }
        }
        return kept;
    }
}
