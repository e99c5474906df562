package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class ModuleTraceTest {

    private static List<String> modules(ModuleTrace trace, Tensor result) {
        return Tape.recorded(result).stream().map(node -> node.op().name() + " in '" + trace.module(node) + "'")
                .toList();
    }

    @Test
    void every_operation_belongs_to_the_innermost_layer_that_was_computed() {
        var model = new Sequential(new Linear(3, 2), new Sequential(new Tanh(), new Linear(2, 1)));
        var trace = new ModuleTrace(model);
        Tensor loss = trace.record(() -> model.forward(Tensor.ones(4, 3)).sum());

        assertThat(modules(trace, loss)).contains("tanh in '1.0'").endsWith("sum in ''")
                .allMatch(module -> !module.startsWith("matmul") || module.matches("matmul in '(0|1\\.1)'"))
                .filteredOn(module -> module.startsWith("matmul")).hasSize(2);
    }

    @Test
    void a_layer_applied_twice_and_a_function_of_its_owner_are_told_apart() {
        var model = new Layer() {

            private final Tanh tanh = child("tanh", new Tanh());
            private final Tanh again = child("again", tanh);

            @Override
            protected Tensor compute(Tensor x) {
                return again.forward(tanh.forward(x).exp());
            }
        };
        var whole = new Sequential(model);
        var trace = new ModuleTrace(whole);
        Tensor y = trace.record(() -> whole.forward(Tensor.ones(2).requiresGrad(true)));

        assertThat(modules(trace, y)).containsExactly("tanh in '0.tanh'", "exp in '0'", "tanh in '0.tanh'");
    }

    @Test
    void what_was_not_recorded_by_the_trace_has_no_module() {
        var model = new Sequential(new Tanh());
        var trace = new ModuleTrace(model);
        trace.record(() -> model.forward(Tensor.ones(2).requiresGrad(true)));

        assertThat(modules(trace, model.forward(Tensor.ones(2).requiresGrad(true)))).containsExactly("tanh in ''");
    }

    @Test
    void after_an_exception_a_trace_starts_anew_and_the_model_is_watched_no_more() {
        var model = new Sequential(new Tanh(), new Linear(3, 1));
        var trace = new ModuleTrace(model);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trace.record(() -> model.forward(Tensor.ones(1, 2).requiresGrad(true))));

        assertThat(model.modules()).noneMatch(module -> ((Layer) module).hasHooks());
        Tensor y = trace.record(() -> model.forward(Tensor.ones(1, 3).requiresGrad(true)).exp());
        assertThat(modules(trace, y)).startsWith("tanh in '0'").endsWith("exp in ''");
    }
}
