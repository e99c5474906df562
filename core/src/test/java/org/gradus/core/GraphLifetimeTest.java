package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.op.MulOp;
import org.gradus.core.op.ReshapeOp;
import org.junit.jupiter.api.Test;

/** What the tape keeps, for how long, and what it says when something kept is gone or has changed. */
class GraphLifetimeTest {

    private static final GradOptions RETAIN = GradOptions.DEFAULT.withRetainGraph(true);

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    @Test
    void a_graph_is_released_after_backward_and_says_so() {
        Tensor x = leaf(3);
        Tensor y = x.mul(x).sum();
        y.backward();

        assertThatThrownBy(y::backward).isInstanceOf(IllegalStateException.class).hasMessage(
                "[sum] the values saved for this operation were released by an earlier backward pass; run that one with GradOptions.DEFAULT.withRetainGraph(true)");
        assertThat(x.grad().toDoubleArray()).containsExactly(6);
        assertThat(y.node().isReleased()).isTrue();
        assertThat(Tape.recorded(y)).isEmpty();
    }

    @Test
    void a_retained_graph_can_be_gone_through_again() {
        Tensor x = leaf(3);
        Tensor y = x.mul(x).sum();

        Autograd.backward(List.of(y), RETAIN);
        Autograd.backward(List.of(y), RETAIN);
        y.backward();

        assertThat(x.grad().toDoubleArray()).containsExactly(18);
        assertThatThrownBy(y::backward).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void createGraph_retains() {
        Tensor x = leaf(3);
        Tensor y = x.mul(x).sum();

        Autograd.grad(List.of(y), List.of(x), GradOptions.DEFAULT.withCreateGraph(true));
        y.backward();

        assertThat(x.grad().toDoubleArray()).containsExactly(6);
    }

    @Test
    void grad_releases_only_what_it_went_through() {
        Tensor x = leaf(3);
        Tensor w = leaf(4);
        Tensor root = w.mul(w);
        Tensor y = x.mul(root).sum();

        Autograd.grad(y, x);

        root.sum().backward();
        assertThat(w.grad().toDoubleArray()).containsExactly(8);
    }

    @Test
    void a_result_of_a_released_part_cannot_be_gone_through() {
        Tensor x = leaf(3);
        Tensor part = x.mul(x);
        part.mul(2).sum().backward();
        Tensor whole = part.mul(5).sum();

        assertThatThrownBy(whole::backward).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("[mul] the values saved");
        assertThatThrownBy(() -> Autograd.grad(part.mul(5).sum(), x)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("[mul] the values saved");
    }

    @Test
    void a_released_part_is_never_taken_for_one_that_plays_no_part() {
        Tensor x = leaf(3);
        Tensor part = x.mul(x);
        part.mul(2).sum().backward();

        // By x this is x² + x, of which only x could still be differentiated.
        assertThatThrownBy(() -> Autograd.grad(part.add(x).sum(), x)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("[mul] the values saved");
        assertThatThrownBy(() -> Autograd.grad(List.of(part.mul(2).sum()), List.of(x),
                GradOptions.DEFAULT.withAllowUnused(true))).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("[mul] the values saved");
    }

    @Test
    void a_released_part_off_the_way_does_no_harm() {
        Tensor x = leaf(3);
        Tensor w = leaf(4);
        Tensor part = x.mul(x);
        part.mul(2).sum().backward();

        assertThat(Autograd.grad(part.mul(w).sum(), w).get(0).toDoubleArray()).containsExactly(9);
        assertThat(Autograd.grad(part.mul(w).sum(), part).get(0).toDoubleArray()).containsExactly(4);
    }

    @Test
    void a_parameter_changed_since_it_was_read_is_named() {
        Parameter weight = new Parameter(Tensor.of(new double[]{2}));
        weight.setName("fc1.weight");
        Tensor x = leaf(3);
        Tensor y = x.mul(weight).sum();
        weight.set(Tensor.of(new double[]{5}));
        weight.set(Tensor.of(new double[]{6}));

        assertThatThrownBy(y::backward).isInstanceOf(IllegalStateException.class).hasMessage(
                "[mul] parameter 'fc1.weight' float64[1] was changed 2 time(s) since this operation read it; run backward before the optimiser's step, or forward again after it");
        assertThat(x.grad()).isNull();
        assertThat(weight.grad()).isNull();
    }

    @Test
    void a_parameter_may_change_where_its_value_is_not_read_again() {
        Parameter bias = new Parameter(Tensor.of(new double[]{2}));
        Tensor y = bias.add(1).sum();
        bias.set(Tensor.of(new double[]{5}));

        y.backward();

        assertThat(bias.grad().toDoubleArray()).containsExactly(1);
    }

    @Test
    void what_was_made_of_a_parameter_keeps_its_value() {
        Parameter weight = new Parameter(Tensor.of(new double[]{2, 3}));
        Tensor reshaped = ReshapeOp.reshape(weight, 2, 1);
        Tensor detached = weight.detach();
        Tensor y = reshaped.mul(reshaped).sum();
        weight.set(Tensor.of(new double[]{5, 6}));

        y.backward();

        assertThat(detached.toDoubleArray()).containsExactly(2, 3);
        assertThat(weight.grad().toDoubleArray()).containsExactly(4, 6);
    }

    @Test
    void a_parameter_s_update_sees_its_operands_and_counts_as_a_change() {
        Parameter weight = new Parameter(Tensor.of(new double[]{2, 3}));
        Tensor y = weight.mul(weight).sum();

        weight.update(new Parameter.Update() {
            @Override
            public <A> void apply(Kernels<A> kernels, A data, List<A> operands) {
                kernels.axpby(-0.5, operands.get(0), 1, data);
            }
        }, Tensor.of(new double[]{2, 4}));

        assertThat(weight.toDoubleArray()).containsExactly(1, 1);
        assertThatThrownBy(y::backward).hasMessageContaining("was changed 1 time(s)");
        assertThatThrownBy(() -> weight.set(Tensor.ones(2))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[set] parameter '' is float64[2], but float32[2] came");
        assertThat(weight.toDoubleArray()).containsExactly(1, 1);
    }

    @Test
    void data_that_no_rule_reads_is_let_go_of_and_using_it_names_the_remedy() {
        Tensor x = leaf(1, 2);

        Tensor sum = x.add(2);
        assertThat(sum.node().inputs().get(0).shape()).isEqualTo(Shape.of(2));
        assertThatThrownBy(() -> sum.node().inputs().get(0).toDoubleArray()).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "[saved] the data of float64[2] was let go of after the forward pass; name it in the op's saves()");

        Tensor forgetful = new ReadsWhatItDoesNotSave().apply(x).sum();
        assertThatThrownBy(forgetful::backward).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name it in the op's saves()");
    }

    @Test
    void a_rule_that_gives_another_shape_or_type_is_named_with_both() {
        Tensor x = leaf(1, 2);

        assertThatThrownBy(() -> new GivesAnotherType(Tensor.of(new double[3])).apply(x).sum().backward())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "[givesAnotherType] the vjp for argument 0 gave float64[3] for an input that is float64[2]");
        assertThatThrownBy(() -> new GivesAnotherType(Tensor.zeros(2)).apply(x).sum().backward())
                .hasMessage(
                        "[givesAnotherType] the vjp for argument 0 gave float32[2] for an input that is float64[2]");
        assertThatThrownBy(() -> new GivesAnotherType(Tensor.of(new double[1])).apply(x).sum().backward())
                .hasMessage(
                        "[givesAnotherType] the vjp for argument 0 gave float64[1] for an input that is float64[2]");
        assertThat(x.grad()).isNull();
    }

    record ReadsWhatItDoesNotSave() implements PassingOp {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return MulOp.mul(upstream, inputs.get(0));
        }

        @Override
        public Saves saves(int argument) {
            return Saves.NOTHING;
        }
    }

    record GivesAnotherType(Tensor gradient) implements PassingOp {
        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return gradient;
        }
    }
}
