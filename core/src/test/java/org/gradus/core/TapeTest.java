package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.gradus.core.kernel.Kernels;
import org.gradus.core.op.AddOp;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.op.MulOp;
import org.junit.jupiter.api.Test;

class TapeTest {

    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    @Test
    void what_was_recorded_is_listed_in_order_each_operation_once() {
        Tensor x = leaf(1, 2);
        Tensor square = x.mul(x);
        Tensor shared = square.exp();
        Tensor result = shared.add(square).mul(shared).sum();

        List<Node> recorded = Tape.recorded(result);

        assertThat(recorded).extracting(node -> node.op().name()).containsExactly("mul", "exp", "add", "mul", "sum");
        assertThat(recorded).extracting(Node::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(recorded.get(0).op()).isEqualTo(new MulOp());
        assertThat(recorded.get(1).inputs().get(0).node()).isSameAs(recorded.get(0));
        assertThat(recorded.get(4).type()).isEqualTo(new TensorType(Shape.SCALAR, DType.FLOAT64));
        assertThat(recorded.get(4)).isSameAs(result.node());
    }

    @Test
    void several_results_are_listed_together() {
        Tensor x = leaf(1);
        Tensor common = x.neg();
        Tensor a = common.exp();
        Tensor b = common.tanh();

        assertThat(Tape.recorded(b, a)).extracting(node -> node.op().name()).containsExactly("neg", "exp", "tanh");
        assertThat(Tape.recorded()).isEmpty();
        assertThat(Tape.recorded(x)).isEmpty();
    }

    @Test
    void what_leads_to_no_gradient_is_not_recorded() {
        Tensor x = leaf(1, 2);
        Tensor constant = Tensor.of(new double[]{3, 4}).mul(2);

        assertThat(constant.node()).isNull();
        assertThat(x.argmax(0).requiresGrad()).isFalse();
        assertThat(x.lt(constant).requiresGrad()).isFalse();
        assertThat(x.to(DType.INT64).requiresGrad()).isFalse();
        assertThat(Tape.recorded(x.detach().add(constant))).isEmpty();
        assertThat(Tape.recorded(x.add(constant))).hasSize(1);
    }

    @Test
    void only_part_of_a_tape_is_listed_after_part_of_it_was_released() {
        Tensor x = leaf(2);
        Tensor part = x.mul(x);
        Tensor rest = part.exp();
        part.neg().sum().backward();

        assertThat(Tape.recorded(rest)).extracting(node -> node.op().name()).containsExactly("exp");
    }

    @Test
    void names_are_the_ops_own_in_camel_case() {
        assertThat(new AddOp().name()).isEqualTo("add");
        Tensor image = Tensor.ones(1, 1, 4, 4).requiresGrad(true);
        Tensor pooled = MaxPool2dOp.maxPool2d(ConvOp.conv2d(image, Tensor.ones(1, 1, 1, 1)), MaxPoolOptions.kernel(2));

        assertThat(Tape.recorded(pooled.flatten(0).reshape(1, 4).matmul(Tensor.ones(4, 2)).logSoftmax(1)))
                .extracting(node -> node.op().name())
                .containsExactly("conv2d", "maxPool2d", "reshape", "reshape", "matmul", "logSoftmax");
        assertThat(new Doubling().name()).isEqualTo("doubling");
    }

    @Test
    void a_node_shows_its_place_its_op_and_its_type() {
        Tensor y = leaf(1, 2).exp();

        assertThat(y.node().toString()).isEqualTo("#" + y.node().sequence() + " exp → float64[2]");
    }

    @Test
    void an_op_of_the_caller_s_own_is_recorded_and_differentiated() {
        Tensor x = leaf(1, 2);
        Tensor y = new Doubling().apply(x);

        assertThat(y.toDoubleArray()).containsExactly(2, 4);
        assertThat(Tape.recorded(y)).extracting(Node::op).containsExactly(new Doubling());
        y.backward(Tensor.of(new double[]{5, 6}));
        assertThat(x.grad().toDoubleArray()).containsExactly(10, 12);
    }

    @Test
    void recording_keeps_only_the_data_that_rules_read() {
        Tensor x = leaf(1, 2);
        Tensor weight = Tensor.of(new double[]{3, 4});

        List<Tensor> saved = x.mul(weight).node().inputs();

        // ∂(x·w)/∂x reads w; nobody asks for ∂/∂w, which would read x.
        assertThat(saved.get(1).toDoubleArray()).containsExactly(3, 4);
        assertThat(saved.get(0).shape()).isEqualTo(Shape.of(2));
        assertThatIllegalStateException().isThrownBy(() -> saved.get(0).toDoubleArray());
    }

    @Test
    void a_query_answers_from_the_kernels_of_the_tensor_s_type_and_records_nothing() {
        record Type() implements Tape.Query<String> {
            @Override
            public <A> String ask(Kernels<A> kernels, A data) {
                return kernels.allocate(0).getClass().getSimpleName() + data.getClass().getSimpleName();
            }
        }

        assertThat(Tape.query(leaf(1), new Type())).isEqualTo("double[]double[]");
        assertThat(Tape.query(Tensor.ones(1), new Type())).isEqualTo("float[]float[]");
        assertThat(Tape.query(Tensor.arange(1), new Type())).isEqualTo("long[]long[]");
        assertThat(Tape.query(Tensor.of(new boolean[1]), new Type())).isEqualTo("boolean[]boolean[]");
    }

    /** y = 2x. */
    record Doubling() implements Op {
        @Override
        public TensorType infer(List<Tensor> inputs) {
            return inputs.get(0).type();
        }

        @Override
        public <A> void forward(Kernels<A> kernels, Call<A> call) {
            kernels.axpby(2, call.in(0), 0, call.out());
        }

        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(2);
        }
    }
}
