package org.gradus.examples.peers.check;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.Einsum;

/** Sums of products by random equations. */
final class Einsums {

    private static final String LETTERS = "abxYZ";

    private Einsums() {}

    static void addTo(Operations table) {
        table.add("einsum", Einsums::draw,
                c -> Einsum.einsum(c.attributes().text("equation"), c.inputs().toArray(Tensor[]::new)));
    }

    /** One to four operands of up to four letters, repeated ones too, and up to two dimensions that are not named. */
    private static void draw(Draw draw) {
        int[] sizes = new int[LETTERS.length()];
        Arrays.setAll(sizes, _ -> draw.chance(0.02) ? 0 : draw.between(1, 5));
        int[] hidden = {draw.between(1, 3), draw.between(1, 3)};
        int operands = draw.between(1, 4);
        String[] subscripts = new String[operands];
        for (int i = 0; i < operands; i++) {
            int[] letters = new int[draw.between(0, 4)];
            Arrays.setAll(letters, _ -> draw.between(0, LETTERS.length() - 1));
            int at = draw.chance(0.3) ? draw.between(0, letters.length) : -1;
            subscripts[i] = text(letters, at);
            draw.input(draw.numbers(shape(draw, sizes, letters, at, hidden), Domain.ANY));
        }
        String left = String.join(draw.chance(0.2) ? " , " : ",", subscripts);
        String equation = draw.chance(0.25) ? left : left + "->" + output(draw, left);
        draw.with("equation", equation).terms(Arrays.stream(sizes).reduce(9, (a, b) -> a * Math.max(1, b)));
    }

    private static String text(int[] letters, int ellipsis) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(letters).forEach(letter -> text.append(LETTERS.charAt(letter)));
        return ellipsis < 0 ? text.toString() : text.insert(ellipsis, "...").toString();
    }

    /** Letters that stand once in an operand are of size 1 there now and then, and so are dimensions that are not named. */
    private static Shape shape(Draw draw, int[] sizes, int[] letters, int ellipsis, int[] hidden) {
        boolean distinct = Arrays.stream(letters).distinct().count() == letters.length;
        List<Integer> shape = new ArrayList<>();
        for (int d = 0; d <= letters.length; d++) {
            for (int k = d == ellipsis ? draw.between(0, hidden.length) : 0; k > 0; k--) {
                shape.add(draw.chance(0.2) ? 1 : hidden[k - 1]);
            }
            if (d < letters.length) {
                shape.add(distinct && draw.chance(0.1) ? 1 : sizes[letters[d]]);
            }
        }
        return Shape.of(Ints.toArray(shape));
    }

    private static String output(Draw draw, String left) {
        int[] letters = Arrays.stream(draw.permutation(LETTERS.length()))
                .filter(letter -> left.indexOf(LETTERS.charAt(letter)) >= 0 && draw.chance(0.5)).toArray();
        boolean hidden = left.contains(".") && draw.chance(0.8);
        return text(letters, hidden ? draw.between(0, letters.length) : -1);
    }
}
