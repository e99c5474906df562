package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.op.SubOp;
import org.junit.jupiter.api.Test;

class InterceptorTest {

    private final List<String> seen = new ArrayList<>();

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    /** Notes every result before it is passed on. */
    private Interceptor noting(String who) {
        return (op, inputs) -> {
            Tensor output = op.apply(inputs);
            seen.add(who + op.name() + List.of(inputs).size() + " " + output.item());
            return output;
        };
    }

    @Test
    void every_operation_is_seen_once_with_its_result_recorded_or_not() {
        Tensor x = leaf(2);

        Tensor y = Tape.intercepting(noting(""),
                () -> x.mul(x).add(Tape.noGrad(() -> x.detach().lt(Tensor.of(new double[]{3}))).to(DType.FLOAT64)));

        assertThat(seen).containsExactly("mul2 4.0", "compare2 1.0", "cast1 1.0", "add2 5.0");
        assertThat(y.item()).isEqualTo(5);
        assertThat(Tape.recorded(y)).extracting(node -> node.op().name()).containsExactly("mul", "add");
    }

    @Test
    void operations_of_backward_rules_and_of_the_engine_are_seen() {
        Tensor x = leaf(3);
        Tensor y = x.mul(x);

        Tape.intercepting(noting(""), () -> y.backward(Tensor.of(new double[]{1})));

        // u·x for either factor, and their sum
        assertThat(seen).containsExactly("mul2 3.0", "mul2 3.0", "add2 6.0");
        assertThat(x.grad().item()).isEqualTo(6);
    }

    /** Notes what is gone back through, and what is computed meanwhile. */
    private Interceptor notingBackward(String who) {
        return new Interceptor() {

            @Override
            public Tensor apply(Op op, Tensor... inputs) {
                return noting(who).apply(op, inputs);
            }

            @Override
            public void backward(Node node, Runnable pass) {
                seen.add(who + "into " + node.op().name());
                pass.run();
                seen.add(who + "out of " + node.op().name());
            }
        };
    }

    @Test
    void going_back_through_an_operation_encloses_its_rules_and_the_sums_of_gradients() {
        Tensor x = leaf(3);

        Tape.intercepting(notingBackward(""), () -> x.mul(x).neg().backward());

        assertThat(seen).containsExactly("mul2 9.0", "neg1 -9.0", "into neg", "neg1 -1.0", "out of neg", "into mul",
                "mul2 -3.0", "mul2 -3.0", "add2 -6.0", "out of mul");
    }

    @Test
    void going_back_is_told_to_the_inner_scope_first_and_to_the_outer_within_it() {
        Tensor y = leaf(1).neg();

        Tape.intercepting(notingBackward("outer "),
                () -> Tape.intercepting(notingBackward("inner "), () -> y.backward()));

        assertThat(seen).containsExactly("inner into neg", "outer into neg", "outer neg1 -1.0", "inner neg1 -1.0",
                "outer out of neg", "inner out of neg");
    }

    @Test
    void another_op_can_take_the_place_of_one_and_is_differentiated() {
        Tensor x = leaf(5);
        Tensor y = Tape.intercepting((_, inputs) -> new SubOp().apply(inputs), () -> Tensor.of(new double[]{7}).add(x));

        y.backward();

        assertThat(y.item()).isEqualTo(2);
        assertThat(x.grad().item()).isEqualTo(-1);
    }

    @Test
    void a_result_can_be_replaced_by_ops_that_are_not_intercepted_in_their_turn() {
        Tensor y = Tape.intercepting((op, inputs) -> op.apply(inputs).mul(10), () -> leaf(1).add(leaf(2)).neg());

        assertThat(y.item()).isEqualTo(-300);
        assertThat(Tape.recorded(y)).extracting(node -> node.op().name()).containsExactly("add", "mul", "neg", "mul");
    }

    @Test
    void of_scopes_within_each_other_the_inner_is_asked_first_and_calls_upon_the_outer() {
        Interceptor doubling = (op, inputs) -> op.apply(inputs).mul(2);

        Tape.intercepting(noting("outer "), () -> {
            Tape.intercepting(doubling, () -> {
                Tape.intercepting(noting("inner "), () -> leaf(3).exp().log());
            });
            leaf(1).neg();
        });

        // exp(3)·2, then log(exp(3)·2)·2, each multiplication an operation of the outer scope's
        assertThat(seen).extracting(line -> line.replaceFirst("\\..*", "")).containsExactly("outer exp1 20",
                "outer mul2 40", "inner exp1 40", "outer log1 3", "outer mul2 7", "inner log1 7", "outer neg1 -1");
    }

    @Test
    void nothing_is_seen_outside_of_the_scope_nor_after_a_failure_in_it() {
        Tensor x = leaf(1);
        assertThatThrownBy(() -> Tape.intercepting(noting(""), () -> {
            throw new UnsupportedOperationException("stopped");
        })).hasMessage("stopped");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tape.intercepting(noting(""), () -> x.add(leaf(1, 2)).add(leaf(1, 2, 3))));
        seen.clear();

        x.exp();

        assertThat(seen).isEmpty();
    }

    @Test
    void an_interceptor_is_asked_before_the_inputs_are_checked() {
        List<String> asked = new ArrayList<>();

        assertThatIllegalArgumentException().isThrownBy(() -> Tape.intercepting((op, inputs) -> {
            asked.add(op.name());
            return op.apply(inputs);
        }, () -> leaf(1, 2).add(leaf(1, 2, 3))));

        assertThat(asked).containsExactly("add");
    }

    @Test
    void what_a_checkpoint_computes_again_is_seen_again() {
        Tensor x = leaf(0);

        Tape.intercepting(noting(""), () -> Checkpoint.checkpoint(Tensor::exp, x).backward());

        // exp, its repetition, and its rule u·y
        assertThat(seen).containsExactly("exp1 1.0", "exp1 1.0", "mul2 1.0");
    }
}
