package org.gradus.core.gradcheck.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.op.CustomVjpOp.customVjp;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.diagnosis.Symptom.Kind;
import org.gradus.core.op.Padding;
import org.gradus.core.op.SliceOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class SymptomsTest {

    private static final Tensor SQUARE = normal(3, 3);

    private static Tensor normal(int... shape) {
        double[] values = new double[Shape.of(shape).numel()];
        new Rng(5).normal(values, 0, 1);
        return Tensor.of(values, shape).requiresGrad(true);
    }

    /** What is found for y = x³ with its gradient 3x²·u changed. */
    private static List<Symptom> ofCube(Tensor x, UnaryOperator<Tensor> change) {
        return of(x, in -> in.get(0).pow(3.0), u -> change.apply(u.mul(x.detach().square()).mul(3)));
    }

    private static List<Symptom> of(Tensor x, Function<List<Tensor>, Tensor> f, UnaryOperator<Tensor> gradient) {
        GradCheckReport report = GradCheck.check(in -> customVjp(f, (_, upstream, _, _) -> gradient.apply(upstream),
                in), x);
        assertThat(report.passed()).isFalse();
        return Symptoms.of(report.orders().getLast().dense().orElseThrow());
    }

    private static void check(List<Symptom> symptoms, Kind kind, String words) {
        assertThat(symptoms).singleElement().satisfies(symptom -> {
            assertThat(symptom.kind()).isEqualTo(kind);
            assertThat(symptom.words()).isEqualTo("∂ output 0 / ∂ input 0 " + words);
        });
    }

    @Test
    void a_wrong_sign_is_told() {
        check(ofCube(SQUARE, Tensor::neg), Kind.SIGN, "is −1 times what it should be: the sign is wrong");
    }

    @Test
    void a_factor_of_two_is_told_either_way() {
        check(ofCube(normal(5), g -> g.mul(2)), Kind.RATIO,
                "is twice what it should be: a term counted twice, or a factor of 2 too many");
        check(ofCube(normal(5), g -> g.div(2)), Kind.RATIO,
                "is half of what it should be: a factor of 2 is missing");
    }

    @Test
    void any_other_factor_is_given_as_a_number() {
        check(ofCube(normal(5), g -> g.mul(1.75)), Kind.RATIO, "is 1.75000 times what it should be, everywhere");
    }

    @Test
    void a_factor_equal_to_a_size_is_taken_for_a_sum_or_a_mean_too_many() {
        Tensor batch = normal(4, 3);
        check(ofCube(batch, g -> g.mul(4)), Kind.RATIO,
                "is 4 times what it should be, the size of dimension 0 of input 0: a sum where a mean belongs");
        check(ofCube(batch, g -> g.div(12)), Kind.RATIO,
                "is 1/12 of what it should be, 12 being the number of elements of input 0: a mean where a sum belongs");
    }

    @Test
    void a_gradient_of_zeros_is_told_missing() {
        check(ofCube(SQUARE, g -> g.mul(0)), Kind.MISSING,
                "is zero everywhere; does a vjp leave an argument out, or was a value detached on the way?");
    }

    @Test
    void a_missing_transposition_is_told() {
        check(of(SQUARE, in -> in.get(0).transpose(0, 1), u -> u), Kind.TRANSPOSED,
                "is right with dimensions 0 and 1 of input 0 exchanged: a transposition is missing or too many");
    }

    @Test
    void a_missing_flip_is_told() {
        Tensor x = normal(2, 3);
        check(of(x, in -> SliceOp.flip(in.get(0), 1), u -> u), Kind.REVERSED,
                "is right with dimension 1 of input 0 running backwards: a flip is missing or too many");
        check(of(x, in -> SliceOp.flip(in.get(0), 0, 1), u -> u), Kind.REVERSED,
                "is right with dimensions [0, 1] of input 0 running backwards: a flip is missing or too many");
    }

    @Test
    void an_index_off_by_one_is_told_with_its_direction() {
        Tensor x = normal(6);
        // y = x[1:5] has the gradient [0 u u u u 0]
        check(of(x, in -> in.get(0).narrow(0, 1, 4), u -> Padding.pad(u, 0, 2, 0)), Kind.SHIFTED,
                "stands one too far along dimension 0 of input 0: an index or a padding is off by one");
        check(of(x, in -> in.get(0).narrow(0, 1, 4), u -> Padding.pad(u, 0, 0, 2)), Kind.SHIFTED,
                "stands one too near along dimension 0 of input 0: an index or a padding is off by one");
    }

    @Test
    void a_forgotten_sum_is_told_by_the_amount_that_is_the_same_everywhere() {
        Tensor x = normal(4);
        Tensor y = x.detach().softmax(0);
        // softmax: y·(u − Σ u·y); without the sum what is missing is y·Σ u·y, which no dimension has in common, but
        // y − mean(y) has: u − mean(u)
        check(of(x, in -> in.get(0).sub(in.get(0).mean()), u -> u), Kind.COMMON_TERM,
                "is off by the same amount along dimension 0 of input 0: a sum or a mean over it is missing or too many");
        assertThat(of(x, in -> in.get(0).softmax(0), u -> u.mul(y))).as("no plain pattern").isEmpty();
    }

    @Test
    void errors_at_a_border_are_told_from_errors_everywhere() {
        Tensor x = normal(3, 4);
        Tensor onlyTheLast = Tensor.of(new double[]{1, 1, 1, 0.3});
        check(ofCube(x, g -> g.mul(onlyTheLast)), Kind.CONFINED,
                "is wrong at the last index of dimension 1 of input 0 alone");
        double[] corner = new double[12];
        Arrays.fill(corner, 1);
        corner[4] = 0.3;
        check(ofCube(x, g -> g.mul(Tensor.of(corner, 3, 4))), Kind.CONFINED,
                "is wrong at index 1 of dimension 0 of input 0 and at the first index of dimension 1 of input 0 alone");
    }

    @Test
    void a_coarse_approximation_is_told_from_a_mistake() {
        check(ofCube(normal(3), g -> g.mul(Tensor.of(new double[]{1, 1 + 1e-5, 1 - 2e-5}))), Kind.ROUNDED,
                "is right to a few digits only; is a float32 or a coarse approximation on the way?");
    }

    @Test
    void a_right_jacobian_has_no_symptoms() {
        GradCheckReport report = GradCheck.check(x -> x.pow(3.0), SQUARE);
        assertThat(Symptoms.of(report.orders().getLast().dense().orElseThrow())).isEmpty();
    }
}
