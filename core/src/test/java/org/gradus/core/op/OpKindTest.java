package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.gradcheck.table.OpTable;
import org.gradus.core.kernel.Kernels;
import org.junit.jupiter.api.Test;

class OpKindTest {

    private record CubeOp() implements MapOp {

        @Override
        public double applyAsDouble(double x) {
            return x * x * x;
        }

        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(0).square()).mul(3);
        }
    }

    private record OwnOp() implements Op {

        @Override
        public TensorType infer(List<Tensor> inputs) {
            return inputs.get(0).type();
        }

        @Override
        public <A> void forward(Kernels<A> kernels, Call<A> call) {
            call.share(0);
        }

        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream;
        }
    }

    @Test
    void every_operation_of_the_library_has_a_kind_but_that_for_rules_of_ones_own() {
        Set<String> others = new TreeSet<>();
        Set<OpKind> kinds = new TreeSet<>();
        for (OpRow row : OpTable.rows()) {
            List<Tensor> inputs = row.draw(1, 3);
            Tape.intercepting((op, operands) -> {
                kinds.add(OpKind.of(op));
                if (OpKind.of(op) == OpKind.OTHER) {
                    others.add(op.name());
                }
                return op.apply(operands);
            }, () -> row.function().apply(inputs));
        }

        assertThat(others).containsExactly("customVjp");
        assertThat(kinds).containsExactly(OpKind.values());
    }

    @Test
    void operations_of_ones_own_are_of_the_kind_of_what_they_implement() {
        assertThat(OpKind.of(new CubeOp())).isEqualTo(OpKind.ELEMENTWISE);
        assertThat(OpKind.of(new OwnOp())).isEqualTo(OpKind.OTHER);
    }
}
