package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.Tensor;

/**
 * An equation of {@link Einsum}, taken apart. In subscripts, {@link #ELLIPSIS} is one character.
 *
 * <p>
 * Each dimension of an operand gets a label: its letter, or −k where it is the k-th from the end of those that the ellipsis
 * stands for, so that these are aligned at the last as broadcasting aligns them.
 *
 * @param text as it was written
 * @param operands the subscripts of each operand
 * @param output the subscripts of the output, given or implied
 */
record EinsumEquation(String text, ImmutableList<String> operands, String output) {

    private static final char ELLIPSIS = '…';
    private static final CharMatcher LETTER = CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('A', 'Z'));
    private static final CharMatcher SUBSCRIPT = LETTER.or(CharMatcher.is(ELLIPSIS));

    /**
     * Takes an equation apart. Where it gives no output, that is the ellipsis, if there is one, and then every letter that
     * stands in the equation once, A before Z before a before z.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static EinsumEquation parse(String text) {
        String compact = text.replace(" ", "").replace("...", String.valueOf(ELLIPSIS));
        int arrow = compact.indexOf("->");
        String left = arrow < 0 ? compact : compact.substring(0, arrow);
        ImmutableList<String> operands = ImmutableList.copyOf(Splitter.on(',').split(left));
        operands.forEach(subscripts -> checkSubscripts(text, subscripts));
        String output = arrow < 0 ? implied(left) : compact.substring(arrow + 2);
        checkSubscripts(text, output);
        for (char letter : LETTER.retainFrom(output).toCharArray()) {
            checkArgument(left.indexOf(letter) >= 0,
                    "[einsum] subscript %s of the output is in no operand of '%s'; drop it",
                    letter, text);
            checkArgument(output.indexOf(letter) == output.lastIndexOf(letter),
                    "[einsum] subscript %s stands twice in the output of '%s'; name it once, and make matrices of diagonals with diagEmbed",
                    letter, text);
        }
        return new EinsumEquation(text, operands, output);
    }

    private static void checkSubscripts(String text, String subscripts) {
        int foreign = SUBSCRIPT.negate().indexIn(subscripts);
        checkArgument(foreign < 0,
                "[einsum] '%s' is no equation because of a '%s'; subscripts are letters, with ... for further dimensions, commas between operands and one -> before the output",
                text, foreign < 0 ? "" : subscripts.charAt(foreign));
        checkArgument(CharMatcher.is(ELLIPSIS).countIn(subscripts) <= 1,
                "[einsum] ... stands twice in one operand or in the output of '%s'; name the other dimensions by letters",
                text);
    }

    private static String implied(String left) {
        StringBuilder output = new StringBuilder(left.indexOf(ELLIPSIS) < 0 ? "" : String.valueOf(ELLIPSIS));
        LETTER.retainFrom(left).chars().sorted().filter(letter -> left.indexOf(letter) == left.lastIndexOf(letter))
                .forEach(letter -> output.append((char) letter));
        return output.toString();
    }

    /**
     * The labels of an operand's dimensions, in their order.
     *
     * @throws IllegalArgumentException if the operand has another number of dimensions than its subscripts name
     */
    ImmutableList<Integer> labels(int operand, Tensor x) {
        String subscripts = operands.get(operand);
        int rank = x.shape().rank();
        int letters = LETTER.countIn(subscripts);
        boolean open = letters < subscripts.length();
        checkArgument(open ? letters <= rank : letters == rank,
                "[einsum] '%s' names %s dimensions of operand %s, which is %s; name each of its dimensions, or let ... stand for the others",
                text, letters, operand, x.type());
        return labels(subscripts, rank - letters);
    }

    /** The labels of the output's dimensions, given those of the operands. */
    ImmutableList<Integer> outputLabels(List<EinsumTerm> terms) {
        int hidden = terms.stream().flatMap(term -> term.labels().stream()).mapToInt(label -> -label).max().orElse(0);
        return labels(output, Math.max(0, hidden));
    }

    private static ImmutableList<Integer> labels(String subscripts, int hidden) {
        var labels = ImmutableList.<Integer>builder();
        for (char subscript : subscripts.toCharArray()) {
            if (subscript == ELLIPSIS) {
                for (int k = hidden; k >= 1; k--) {
                    labels.add(-k);
                }
            } else {
                labels.add((int) subscript);
            }
        }
        return labels.build();
    }

    /** A label as messages call it. */
    static String name(int label) {
        return label > 0 ? "subscript " + (char) label : "dimension " + label + " of ...";
    }
}
