package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Fault.Law;
import org.gradus.core.op.CustomVjpOp;
import org.gradus.core.op.CustomVjpOp.Rule;
import org.junit.jupiter.api.Test;

/** Rules whose Jacobians are right, or all but right, and which break what must hold beside. */
class LawsTest {

    private static JacobianReport check(Op op) {
        return GradCheck.check(x -> op.apply(x), Tensor.of(new double[]{0.3, -1.2, 2}).requiresGrad(true)).orders()
                .get(0);
    }

    @Test
    void a_rule_that_reads_its_upstream_is_right_backwards_and_found_forwards() {
        JacobianReport report = check(new BrokenOps.ReadsItsUpstream());

        assertThat(report.elements().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.faults()).extracting(Fault::law).containsExactly(Law.FORWARD_IS_TRANSPOSED);
        assertThat(report.faults().get(0).actual()).as("J·v by a rule that forgets its upstream").isZero();
        assertThat(report.toString()).contains("⟨J·v, u⟩ is not ⟨v, Jᵀ·u⟩",
                "which jvp and derivatives of gradients need");
    }

    @Test
    void a_rule_that_adds_something_of_its_own_is_found_by_a_cotangent_of_zeros() {
        JacobianReport report = check(new BrokenOps.AddsALittle());

        assertThat(report.faults()).extracting(Fault::law).containsExactly(Law.NOTHING_OF_NOTHING);
        assertThat(report.faults().get(0).actual()).isEqualTo(1e-13);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_rule_that_is_linear_for_cotangents_of_one_size_alone_is_found() {
        JacobianReport report = check(new BrokenOps.ForgetsWhatIsSmall());

        assertThat(report.elements().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.faults()).extracting(Fault::law).contains(Law.COMBINES_ROWS);
    }

    @Test
    void a_gradient_that_is_rounded_to_float32_is_found_though_its_jacobian_is_exact() {
        Rule rounded = (_, upstream, _, _) -> upstream.neg().to(DType.FLOAT32).to(DType.FLOAT64);

        JacobianReport report = GradCheck.check(x -> CustomVjpOp.customVjp(in -> in.get(0).neg(), rounded, x),
                Tensor.of(new double[]{0.3, -1.2, 2}).requiresGrad(true)).orders().get(0);

        assertThat(report.elements().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.faults()).extracting(Fault::law).contains(Law.COMBINES_ROWS);
    }

    @Test
    void a_gradient_that_is_right_only_where_it_vanishes_is_found_nearby() {
        Rule negated = (_, upstream, _, inputs) -> upstream.mul(inputs.get(0)).mul(-2);

        JacobianReport report = GradCheck.check(x -> CustomVjpOp.customVjp(in -> in.get(0).square(), negated, x),
                Tensor.of(new double[]{0, 0}).requiresGrad(true)).orders().get(0);

        assertThat(report.elements().verdict()).as("at 0 itself, −2x is 2x").isEqualTo(Verdict.PASSED);
        assertThat(report.faults()).extracting(Fault::law).containsExactly(Law.HOLDS_NEARBY);
    }

    @Test
    void a_gradient_that_is_right_but_bends_otherwise_than_the_function_is_found() {
        Rule straight = (_, upstream, _, inputs) -> upstream.mul(inputs.get(0).detach().mul(2));

        GradCheckReport report = GradCheck.check(x -> CustomVjpOp.customVjp(in -> in.get(0).square(), straight, x),
                Tensor.of(new double[]{0.3, 0.7}).requiresGrad(true), GradCheckOptions.DEFAULT.withOrder(2));

        assertThat(report.orders()).extracting(JacobianReport::passed).containsExactly(true, false);
        assertThat(report.orders().get(1).faults()).extracting(Fault::law).contains(Law.BENDS);
    }

    @Test
    void a_rule_that_gives_nan_for_large_cotangents_is_found() {
        JacobianReport report = check(new BrokenOps.OverflowsEarly());

        assertThat(report.elements().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.faults()).extracting(Fault::law).contains(Law.COMBINES_ROWS);
        assertThat(report.faults().get(0).actual()).isNaN();
    }

    @Test
    void infinite_derivatives_may_make_nan_of_zeros() {
        GradCheckReport report = GradCheck.check(Tensor::sqrt, Tensor.of(new double[]{0, 4}).requiresGrad(true));

        assertThat(report.orders().get(0).faults()).extracting(Fault::law).doesNotContain(Law.NOTHING_OF_NOTHING);
    }

    @Test
    void a_gradient_of_single_precision_is_wrong() {
        assertThat(check(new BrokenOps.RoundsToFloat32()).elements().failed()).isPositive();
    }

    @Test
    void the_laws_hold_of_what_is_right() {
        GradCheckReport report = GradCheck.check(in -> List.of(in.get(0).mul(in.get(1)).tanh(), in.get(0).sum()),
                List.of(Tensor.of(new double[]{0.3, -1.2}).requiresGrad(true),
                        Tensor.of(new double[]{1.5, 0.2}).requiresGrad(true)),
                GradCheckOptions.DEFAULT.withOrder(3));

        assertThat(report.assertCorrect().orders()).allMatch(order -> order.faults().isEmpty());
    }
}
