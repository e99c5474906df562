package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.gradus.core.DType;
import org.gradus.core.Node;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class EinsumTest {

    private static final Tensor A = Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 2, 3);
    private static final Tensor SQUARE = Tensor.of(new float[]{1, 2, 3, 4}, 2, 2);
    private static final Tensor V = Tensor.of(new float[]{1, 10, 100});

    private static void check(Tensor y, Shape shape, double... values) {
        assertThat(y.shape()).isEqualTo(shape);
        assertThat(y.to(DType.FLOAT64).toDoubleArray()).containsExactly(values);
    }

    private static Tensor integers(Random random, int... shape) {
        long[] values = new long[Shape.of(shape).numel()];
        Arrays.setAll(values, _ -> random.nextInt(-9, 10));
        return Tensor.wrap(values, Shape.of(shape));
    }

    @Test
    void one_operand_is_transposed_summed_and_cut_to_its_diagonal() {
        check(Einsum.einsum("ij->ji", A), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
        check(Einsum.einsum("ij->j", A), Shape.of(3), 5, 7, 9);
        check(Einsum.einsum("ij->", A), Shape.SCALAR, 21);
        check(Einsum.einsum("ii->i", SQUARE), Shape.of(2), 1, 4);
        check(Einsum.einsum("ii", SQUARE), Shape.SCALAR, 5);
        check(Einsum.einsum("", Tensor.scalar(3)), Shape.SCALAR, 3);
        check(Einsum.einsum("iii->i", Tensor.ones(2, 2, 2).mul(7)), Shape.of(2), 7, 7);
        check(Einsum.einsum("ijij->ji", Tensor.arange(36).reshape(2, 3, 2, 3)), Shape.of(3, 2), 0, 21, 7, 28, 14, 35);
        check(Einsum.einsum("iiji->ij", Tensor.arange(24).reshape(2, 2, 3, 2)), Shape.of(2, 3), 0, 2, 4, 19, 21, 23);
    }

    @Test
    void two_operands_are_multiplied_and_summed() {
        check(Einsum.einsum("ij,j->i", A, V), Shape.of(2), 321, 654);
        check(Einsum.einsum("ij,j->ij", A, V), Shape.of(2, 3), 1, 20, 300, 4, 50, 600);
        check(Einsum.einsum("ij,kj->ki", A, A), Shape.of(2, 2), 14, 32, 32, 77);
        check(Einsum.einsum("i,i", V, V), Shape.SCALAR, 10101);
        check(Einsum.einsum("i,j->", V, V), Shape.SCALAR, 12321);
        check(Einsum.einsum(",j->j", Tensor.scalar(2), V), Shape.of(3), 2, 20, 200);
    }

    @Test
    void the_output_that_an_equation_does_not_give_is_in_alphabetical_order_capitals_first() {
        check(Einsum.einsum("ba", A), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
        check(Einsum.einsum("aB", A), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
        check(Einsum.einsum("kj,ki", SQUARE, SQUARE), Shape.of(2, 2), 10, 14, 14, 20);
        check(Einsum.einsum("b...a", Tensor.arange(6).reshape(1, 2, 3)), Shape.of(2, 3, 1), 0, 1, 2, 3, 4, 5);
    }

    @Test
    void an_ellipsis_broadcasts_from_the_last_dimension_and_is_summed_where_the_output_lacks_it() {
        Tensor batch = Tensor.ones(4, 2, 3);
        assertThat(Einsum.einsum("...ij,...kj", batch, A).shape()).isEqualTo(Shape.of(4, 2, 2));
        check(Einsum.einsum("...i->i", batch), Shape.of(3), 8, 8, 8);
        check(Einsum.einsum("...,...->...", A, V), Shape.of(2, 3), 1, 20, 300, 4, 50, 600);
        check(Einsum.einsum("i...->...", SQUARE), Shape.of(2), 4, 6);
        check(Einsum.einsum("i -> i ...", V), Shape.of(3), 1, 10, 100);
    }

    @Test
    void dimensions_of_size_1_broadcast() {
        check(Einsum.einsum("ij,ij->i", A, Tensor.of(new float[]{1, 10}, 2, 1)), Shape.of(2), 6, 150);
        check(Einsum.einsum("ij,ij->j", A, Tensor.full(Shape.of(1, 1), 2, DType.FLOAT32)), Shape.of(3), 10, 14, 18);
        check(Einsum.einsum("i,i->", Tensor.ones(1), V), Shape.SCALAR, 111);
        check(Einsum.einsum("i,i->i", Tensor.ones(1), Tensor.ones(1)), Shape.of(1), 1);
        assertThat(Einsum.einsum("i,i->i", Tensor.ones(1), Tensor.ones(0)).shape()).isEqualTo(Shape.of(0));
    }

    @Test
    void sums_of_nothing_are_0() {
        check(Einsum.einsum("ij,jk->ik", Tensor.ones(2, 0), Tensor.ones(0, 1)), Shape.of(2, 1), 0, 0);
        check(Einsum.einsum("i->", Tensor.ones(0)), Shape.SCALAR, 0);
        assertThat(Einsum.einsum("ij,jk->ik", Tensor.ones(0, 2), Tensor.ones(2, 3)).shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void any_equation_is_the_sum_over_all_indices() {
        Random random = new Random(30);
        for (int i = 0; i < 400; i++) {
            checkAgainstLoops(random, "case " + i);
        }
    }

    /** Draws letters for one to four operands and an output, and computes in integers, which no order of sums rounds. */
    private static void checkAgainstLoops(Random random, String what) {
        Map<Character, Integer> sizes = new HashMap<>();
        "abcDE".chars()
                .forEach(letter -> sizes.put((char) letter, random.nextInt(4) + (random.nextInt(9) == 0 ? 0 : 1)));
        List<String> subscripts = new ArrayList<>();
        List<Tensor> operands = new ArrayList<>();
        TreeSet<Character> named = new TreeSet<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            StringBuilder letters = new StringBuilder();
            for (int d = random.nextInt(5); d > 0; d--) {
                letters.append("abcDE".charAt(random.nextInt(5)));
            }
            letters.chars().forEach(letter -> named.add((char) letter));
            subscripts.add(letters.toString());
            operands.add(integers(random, letters.chars().map(letter -> sizes.get((char) letter)).toArray()));
        }
        List<Character> output = new ArrayList<>(named);
        output.removeIf(_ -> random.nextInt(2) == 0);
        output.sort(Comparator.comparing(letter -> (letter * 37) % 11));
        StringBuilder letters = new StringBuilder();
        output.forEach(letters::append);
        String equation = String.join(",", subscripts) + "->" + letters;
        Shape shape = Shape.of(output.stream().mapToInt(sizes::get).toArray());
        double[] expected = new double[shape.numel()];
        addAll(named.toArray(Character[]::new), 0, sizes, new HashMap<>(), index -> {
            double product = 1;
            for (int i = 0; i < operands.size(); i++) {
                product *= operands.get(i)
                        .get(subscripts.get(i).chars().map(letter -> index.get((char) letter)).toArray());
            }
            int at = 0;
            for (char letter : output) {
                at = at * sizes.get(letter) + index.get(letter);
            }
            expected[at] += product;
        });

        for (DType dtype : List.of(DType.INT64, DType.FLOAT64, DType.FLOAT32)) {
            Tensor y = Einsum.einsum(equation, operands.stream().map(x -> x.to(dtype)).toArray(Tensor[]::new));
            assertThat(y.dtype()).isEqualTo(dtype);
            assertThat(y.shape()).as("%s: %s", what, equation).isEqualTo(shape);
            double[] actual = y.to(DType.FLOAT64).toDoubleArray();
            Arrays.setAll(actual, i -> actual[i] + 0.0); // -0 is as good as 0
            assertThat(actual).as("%s: %s of %s in %s", what, equation, sizes, dtype).isEqualTo(expected);
        }
    }

    private interface Visitor {
        void visit(Map<Character, Integer> index);
    }

    private static void addAll(Character[] letters, int next, Map<Character, Integer> sizes,
            Map<Character, Integer> index, Visitor visitor) {
        if (next == letters.length) {
            visitor.visit(index);
            return;
        }
        for (int i = 0; i < sizes.get(letters[next]); i++) {
            index.put(letters[next], i);
            addAll(letters, next + 1, sizes, index, visitor);
        }
    }

    @Test
    void the_pair_that_leaves_the_fewest_numbers_is_multiplied_first() {
        Rng rng = new Rng(3);
        Tensor tall = Tensor.randn(rng, 50, 2).requiresGrad(true);
        Tensor wide = Tensor.randn(rng, 2, 50);
        Tensor vector = Tensor.randn(rng, 50);
        // (tall·wide)·vector needs 50·2·50 + 50·50 multiplications, tall·(wide·vector) 2·50 + 50·2.
        Tensor y = Einsum.einsum("ij,jk,k->i", tall, wide, vector);
        assertThat(products(y)).containsExactly(Shape.of(1, 50, 1));
        assertThat(y.sub(tall.matmul(wide.matmul(vector))).abs().amax().item()).isLessThan(1e-5);
    }

    @Test
    void nothing_is_moved_that_a_matrix_product_takes_as_it_stands() {
        Tensor q = Tensor.ones(2, 3, 4, 5).requiresGrad(true);
        Tensor k = Tensor.ones(2, 3, 6, 5).requiresGrad(true);
        Tensor scores = Einsum.einsum("bhqd,bhkd->bhqk", q, k);
        assertThat(Tape.recorded(scores)).extracting(node -> node.op().name()).doesNotContain("permute");
        Tensor heads = Einsum.einsum("bhkq,bhkd->bhqd", Tensor.ones(2, 3, 6, 4).requiresGrad(true), k);
        assertThat(Tape.recorded(heads)).extracting(node -> node.op().name()).doesNotContain("permute");
        Tensor swapped = Einsum.einsum("ij,jk->ki", Tensor.ones(4, 3).requiresGrad(true), Tensor.ones(3, 5));
        assertThat(Tape.recorded(swapped)).extracting(node -> node.op().name()).doesNotContain("permute");
    }

    private static List<Shape> products(Tensor y) {
        return Tape.recorded(y).stream().filter(node -> node.op() instanceof MatMulOp).map(Node::type)
                .map(type -> type.shape()).toList();
    }

    @Test
    void one_tensor_may_stand_for_several_operands() {
        Tensor x = SQUARE.requiresGrad(true);
        Tensor y = Einsum.einsum("ij,ij,ij->", x, x, x);
        y.backward();
        assertThat(y.item()).isEqualTo(1 + 8 + 27 + 64);
        assertThat(x.grad().toFloatArray()).containsExactly(3, 12, 27, 48);
    }

    @Test
    void malformed_equations_are_refused_with_what_is_wrong() {
        refused("i1->i",
                "[einsum] 'i1->i' is no equation because of a '1'; subscripts are letters, with ... for further "
                        + "dimensions, commas between operands and one -> before the output",
                V);
        refused("i>i", "[einsum] 'i>i' is no equation because of a '>'", V);
        refused("i->i->i", "[einsum] 'i->i->i' is no equation because of a '-'", V);
        refused("i->i,", "[einsum] 'i->i,' is no equation because of a ','", V);
        refused("i..", "[einsum] 'i..' is no equation because of a '.'", V);
        refused("...i...", "[einsum] ... stands twice in one operand or in the output of '...i...'; name the other "
                + "dimensions by letters", V);
        refused("i->......", "[einsum] ... stands twice in one operand or in the output of 'i->......'", V);
        refused("i->ii",
                "[einsum] subscript i stands twice in the output of 'i->ii'; name it once, and make matrices of "
                        + "diagonals with diagEmbed",
                V);
        refused("i->k", "[einsum] subscript k of the output is in no operand of 'i->k'; drop it", V);
    }

    @Test
    void operands_that_do_not_fit_are_refused() {
        refused("i,i", "[einsum] 'i,i' has subscripts for 2 operands, but 1 came; part them by commas", V);
        refused("", "[einsum] '' has subscripts for 1 operands, but 0 came; part them by commas");
        refused("i",
                "[einsum] 'i' names 1 dimensions of operand 0, which is float32[2,3]; name each of its dimensions, "
                        + "or let ... stand for the others",
                A);
        refused("i,...jk", "[einsum] 'i,...jk' names 2 dimensions of operand 1, which is float32[3]", V, V);
        refused("ij,jk->ik", "[einsum] subscript j of 'ij,jk->ik' is 3 in one operand and 2 in another; sizes must be "
                + "equal or 1", A, SQUARE);
        refused("...,...", "[einsum] dimension -1 of ... of '...,...' is 3 in one operand and 2 in another", V, SQUARE);
        refused("ii", "[einsum] subscript i is both 2 and 3 in float32[2,3]; a diagonal needs equal sizes", A);
        refused("i,i", "[einsum] operands are float32[3] and int64[3]; convert one with to(DType.FLOAT32)", V,
                Tensor.arange(3));
        refused("i", "[einsum] needs numbers, but came bool[1]", Tensor.of(new boolean[]{true}));
    }

    private static void refused(String equation, String message, Tensor... operands) {
        assertThatThrownBy(() -> Einsum.einsum(equation, operands)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
