package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.Dropout;
import org.gradus.core.op.MaxPool2dOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private final Tensor image = Tensor.randn(new Rng(1), 2, 3, 8, 8);
    private final Parameter weight = new Parameter(Tensor.randn(new Rng(2), 4, 3, 3, 3));

    private Tensor block(Tensor x) {
        Tensor y = MaxPool2dOp.maxPool2d(ConvOp.conv2d(x, weight).tanh(), MaxPoolOptions.kernel(2));
        return Dropout.dropout(y.exp().mul(y), .5, Rng.global());
    }

    private List<float[]> gradients(UnaryOperator<Tensor> block) {
        Rng.manualSeed(7);
        weight.zeroGrad();
        Tensor x = image.requiresGrad(true);
        block.apply(x).log().relu().sum().backward();
        return List.of(x.grad().toFloatArray(), weight.grad().toFloatArray());
    }

    @Test
    void gradients_are_bitwise_those_without_checkpoint_dropout_included() {
        var direct = gradients(this::block);
        var checkpointed = gradients(x -> Checkpoint.checkpoint(this::block, x));
        assertThat(checkpointed.get(0)).isEqualTo(direct.get(0));
        assertThat(checkpointed.get(1)).isEqualTo(direct.get(1));
    }

    @Test
    void checkpoints_nest() {
        var direct = gradients(this::block);
        var nested = gradients(x -> Checkpoint.checkpoint(a -> Checkpoint.checkpoint(this::block, a), x));
        assertThat(nested.get(1)).isEqualTo(direct.get(1));
    }

    @Test
    void a_nested_part_runs_once_more_for_each_part_around_it() {
        AtomicInteger outer = new AtomicInteger();
        AtomicInteger inner = new AtomicInteger();
        Tensor x = Tensor.of(new double[]{1, 2}).requiresGrad(true);
        Tensor y = Checkpoint.checkpoint(a -> {
            outer.incrementAndGet();
            return Checkpoint.checkpoint(b -> {
                inner.incrementAndGet();
                return b.exp();
            }, a.mul(a)).tanh();
        }, x);
        y.sum().backward();
        assertThat(outer).hasValue(2);
        assertThat(inner).hasValue(3);
        // d tanh(exp x²)/dx = (1 − tanh²)·exp x²·2x
        double e = Math.E;
        assertThat(x.grad().get(0)).isCloseTo((1 - Math.pow(Math.tanh(e), 2)) * e * 2, within(1e-15));
    }

    @Test
    void dropout_drops_the_same_at_every_depth() {
        UnaryOperator<Tensor> deep = x -> block(x.tanh()).exp();
        UnaryOperator<Tensor> nested = x -> Checkpoint.checkpoint(a -> {
            Tensor first = Dropout.dropout(a.mul(2), .5, Rng.global());
            return Dropout.dropout(
                    Checkpoint.checkpoint(b -> Checkpoint.checkpoint(this::block, b.tanh()).exp(), first),
                    .5, Rng.global());
        }, x);
        UnaryOperator<Tensor> plain = x -> Dropout
                .dropout(deep.apply(Dropout.dropout(x.mul(2), .5, Rng.global())), .5, Rng.global());
        var direct = gradients(plain);
        var checkpointed = gradients(nested);
        assertThat(checkpointed.get(0)).isEqualTo(direct.get(0));
        assertThat(checkpointed.get(1)).isEqualTo(direct.get(1));
    }

    @Test
    void a_nested_part_keeps_no_value_of_the_part_around_it() {
        var values = new AtomicReference<WeakReference<Object>>();
        Tensor y = Checkpoint.checkpoint(a -> {
            Tensor square = a.mul(a);
            values.set(new WeakReference<>(square.array()));
            return Checkpoint.checkpoint(b -> b.exp().tanh(), square);
        }, image.requiresGrad(true));
        for (int i = 0; i < 50 && values.get().get() != null; i++) {
            System.gc();
        }
        assertThat(values.get().get()).isNull();
        y.sum().backward();
    }

    @Test
    void many_threads_go_back_through_one_retained_graph_and_the_function_runs_again_once() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Tensor x = image.requiresGrad(true);
        Tensor y = Checkpoint.checkpoint(v -> {
            runs.incrementAndGet();
            return block(v);
        }, x).exp().sum();
        Callable<float[]> pass = () -> Autograd
                .grad(List.of(y), List.of(x), GradOptions.DEFAULT.withRetainGraph(true)).get(0).toFloatArray();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Future<float[]>> results = pool.invokeAll(Collections.nCopies(32, pass));
            float[] expected = pass.call();
            for (Future<float[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
        assertThat(runs).hasValue(2);
    }

    @Test
    void the_global_generator_stands_after_backward_where_it_stood_before() {
        Rng.manualSeed(7);
        Tensor loss = Checkpoint.checkpoint(this::block, image.requiresGrad(true)).sum();
        var before = Rng.global().state();
        loss.backward();
        assertThat(Rng.global().state()).isEqualTo(before);
    }

    @Test
    void the_function_runs_again_once_and_only_if_backward_needs_it() {
        AtomicInteger runs = new AtomicInteger();
        Tensor y = Checkpoint.checkpoint(x -> {
            runs.incrementAndGet();
            return x.exp().tanh().mul(x);
        }, image.requiresGrad(true));
        assertThat(Tape.recorded(y)).hasSize(3);
        assertThat(runs).hasValue(1);
        y.sum().backward();
        assertThat(runs).hasValue(2);
    }

    @Test
    void no_intermediate_value_is_kept() {
        Tensor y = Checkpoint.checkpoint(x -> x.exp().tanh(), image.requiresGrad(true));
        assertThat(Tape.recorded(y)).allSatisfy(
                node -> assertThat(node.edges()).allMatch(input -> !input.hasData()));
        assertThat(Tape.recorded(image.requiresGrad(true).exp().mul(2).log()))
                .anySatisfy(node -> assertThat(node.edges()).anyMatch(Tensor::hasData));
    }

    @Test
    void gradients_of_gradients_go_through_checkpoints() {
        UnaryOperator<Tensor> cube = x -> Checkpoint.checkpoint(a -> a.mul(a).mul(a), x).sum();
        Tensor hessian = Autograd.hessian(cube, Tensor.of(new double[]{1, 2}));
        assertThat(hessian.toDoubleArray()).containsExactly(6, 0, 0, 12);
    }

    @Test
    void without_recording_it_is_a_plain_call() {
        Tensor y = Tape.noGrad(() -> Checkpoint.checkpoint(x -> x.mul(2), image.requiresGrad(true)));
        assertThat(y.requiresGrad()).isFalse();
    }

    @Test
    void a_function_that_does_something_else_the_second_time_is_an_error() {
        AtomicInteger runs = new AtomicInteger();
        Tensor y = Checkpoint.checkpoint(x -> runs.getAndIncrement() == 0 ? x.exp() : x.tanh(),
                image.requiresGrad(true));
        assertThatThrownBy(() -> y.sum().backward()).isInstanceOf(IllegalStateException.class).hasMessage(
                "[checkpoint] run again, the function recorded 1 operations, not 1 as at first, and tanh where exp was;"
                        + " it must do the same both times");
    }

    @Test
    void a_parameter_changed_in_between_is_still_an_error() {
        Tensor y = Checkpoint.checkpoint(x -> ConvOp.conv2d(x, weight), image.requiresGrad(true));
        weight.set(weight.mul(2).detach());
        assertThatThrownBy(() -> y.sum().backward()).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("[conv2d] parameter '' float32[4,3,3,3] was changed 1 time(s)");

        Tensor nested = Checkpoint.checkpoint(x -> Checkpoint.checkpoint(v -> ConvOp.conv2d(v, weight), x.tanh()),
                image.requiresGrad(true));
        weight.set(weight.mul(2).detach());
        assertThatThrownBy(() -> nested.sum().backward()).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("[conv2d] parameter '' float32[4,3,3,3] was changed 1 time(s)");
    }
}
