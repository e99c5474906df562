package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.DType;
import org.gradus.core.NormalizationOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.VarMean;
import org.gradus.core.op.Normalizations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers that normalise; numbers are PyTorch's for 0, 1, …, 11 as [2,3,2]. */
class NormLayersTest {

    private static Tensor numbers() {
        return Tensor.arange(12).to(DType.FLOAT32).reshape(2, 3, 2);
    }

    private static void assertStats(ChannelNorm norm, float[] mean, float[] var) {
        assertThat(norm.runningStats().mean().toFloatArray()).containsExactly(mean, within(2e-6f));
        assertThat(norm.runningStats().var().toFloatArray()).containsExactly(var, within(4e-6f));
    }

    @Test
    void batch_norm_in_training_normalises_with_the_batch_and_moves_the_running_statistics() {
        BatchNorm1d norm = new BatchNorm1d(3);
        Tensor x = numbers();
        assertThat(norm.forward(x).toFloatArray())
                .isEqualTo(Normalizations.batchNorm(x, NormalizationOptions.DEFAULT).toFloatArray());
        norm.forward(x.mul(2));
        // 0.9·(0.9·0 + 0.1·3.5) + 0.1·7 = 1.015
        assertStats(norm, new float[]{1.0149999856948853f, 1.5950000286102295f, 2.174999952316284f},
                new float[]{6.853332996368408f, 6.853332996368408f, 6.853332996368408f});
        assertThat(norm.numBatchesTracked()).isEqualTo(2);
    }

    @Test
    void batch_norm_in_evaluation_normalises_with_the_running_statistics_and_leaves_them() {
        BatchNorm1d norm = new BatchNorm1d(3);
        norm.forward(numbers());
        norm.forward(numbers().mul(2));
        norm.eval();
        var before = norm.stateDict();
        assertThat(norm.forward(numbers()).toFloatArray()).containsExactly(new float[]{-0.38771697878837585f,
                -0.005729794502258301f, 0.15470480918884277f, 0.5366920232772827f, 0.6971266269683838f,
                1.0791138410568237f, 1.9042061567306519f, 2.286193370819092f, 2.4466278553009033f, 2.828615188598633f,
                2.9890496730804443f, 3.371037006378174f}, within(2e-6f));
        assertThat(norm.forward(Tensor.ones(1, 3)).shape()).isEqualTo(Shape.of(1, 3));
        norm.stateDict().forEach((key, value) -> assertThat(value).as(key).hasToString(before.get(key).toString()));
    }

    @Test
    void without_a_momentum_all_batches_have_the_same_share() {
        BatchNorm1d norm = new BatchNorm1d(3, BatchNorm1d.options().withMomentum(null));
        norm.forward(numbers());
        norm.forward(numbers().mul(2));
        assertStats(norm, new float[]{5.25f, 8.25f, 11.25f}, new float[]{30.833332f, 30.833332f, 30.833332f});
        norm.eval();
        assertThat(norm.forward(numbers()).toFloatArray()).startsWith(new float[]{-0.9454727172851562f,
                -0.7653826475143433f}, within(1e-6f));
        norm.resetRunningStats();
        assertStats(norm, new float[]{0, 0, 0}, new float[]{1, 1, 1});
        assertThat(norm.numBatchesTracked()).isZero();
    }

    @Test
    void without_running_statistics_evaluation_uses_the_batch_too() {
        BatchNorm1d norm = new BatchNorm1d(3, BatchNorm1d.options().withTrackRunningStats(false));
        float[] trained = norm.forward(numbers()).toFloatArray();
        norm.eval();
        assertThat(norm.forward(numbers()).toFloatArray()).isEqualTo(trained);
        assertThat(norm.runningStats()).isNull();
        assertThat(norm.numBatchesTracked()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> norm.forward(Tensor.ones(1, 3)))
                .withMessageStartingWith("[batchNorm] expected more than 1 value per channel when training");
    }

    @Test
    void a_batch_that_is_refused_or_empty_has_no_share_in_the_running_statistics() {
        BatchNorm2d norm = new BatchNorm2d(3);
        assertThatIllegalArgumentException().isThrownBy(() -> norm.forward(Tensor.ones(1, 3, 1, 1)));
        assertThat(norm.forward(Tensor.zeros(0, 3, 4, 4)).shape()).isEqualTo(Shape.of(0, 3, 4, 4));
        assertStats(norm, new float[]{0, 0, 0}, new float[]{1, 1, 1});
        assertThat(norm.numBatchesTracked()).isZero();
    }

    @Test
    void running_statistics_are_not_recorded_and_earlier_state_dicts_keep_theirs() {
        BatchNorm1d norm = new BatchNorm1d(3);
        var saved = norm.stateDict();
        Tensor x = numbers().requiresGrad(true);
        norm.forward(x).square().sum().backward();
        VarMean running = norm.runningStats();
        assertThat(running.mean().requiresGrad() || running.var().requiresGrad()).isFalse();
        assertThat(saved.get("running_mean").toFloatArray()).containsExactly(0, 0, 0);
        assertThat(norm.weight().grad().shape()).isEqualTo(Shape.of(3));
        // Σ ∂x̂²/∂bias at weight 1 and bias 0 is 2·Σ x̂ = 0, and ∂/∂weight is 2·Σ x̂² = 2·4·v/(v + eps).
        assertThat(norm.bias().grad().toFloatArray()).containsExactly(new float[3], within(1e-5f));
        assertThat(norm.weight().grad().toFloatArray()).containsExactly(new float[]{8, 8, 8}, within(1e-4f));
    }

    @Test
    void what_inference_leaves_in_buffers_can_be_trained_with() {
        BatchNorm1d norm = new BatchNorm1d(3);
        Tape.inference(() -> {
            norm.forward(numbers());
            norm.to(DType.FLOAT64);
        });
        norm.eval();
        norm.forward(numbers().to(DType.FLOAT64)).sum().backward();
        assertThat(norm.bias().grad().toDoubleArray()).containsExactly(4, 4, 4);
    }

    @Test
    void instance_norm_normalises_each_instance_and_averages_over_them() {
        var options = InstanceNorm1d.options().withAffine(true).withTrackRunningStats(true);
        InstanceNorm1d norm = new InstanceNorm1d(3, options);
        assertThat(norm.forward(numbers()).toFloatArray()).containsExactly(new float[]{-1, 1, -1, 1, -1, 1, -1, 1, -1,
                1, -1, 1}, within(1e-4f));
        assertStats(norm, new float[]{0.35f, 0.55f, 0.75f}, new float[]{0.95f, 0.95f, 0.95f});
        assertThat(norm.numBatchesTracked()).as("as in PyTorch").isZero();
        norm.eval();
        assertThat(norm.forward(numbers()).toFloatArray()).containsExactly(new float[]{-0.35909056663513184f,
                0.6668823957443237f, 1.4876607656478882f, 2.5136337280273438f, 3.334412097930908f, 4.360384941101074f,
                5.796747207641602f, 6.822720050811768f, 7.643498420715332f, 8.669471740722656f, 9.490249633789062f,
                10.516222953796387f}, within(2e-6f));
    }

    @Test
    void instance_norm_without_running_statistics_takes_one_instance_as_a_batch_of_one() {
        InstanceNorm2d norm = new InstanceNorm2d(3);
        Tensor image = numbers().reshape(3, 2, 2);
        Tensor y = norm.forward(image);
        assertThat(y.shape()).isEqualTo(Shape.of(3, 2, 2));
        assertThat(y.toFloatArray()).isEqualTo(norm.forward(image.unsqueeze(0)).toFloatArray());
        norm.eval();
        assertThat(norm.forward(image).toFloatArray()).isEqualTo(y.toFloatArray());
        assertThat(norm.parameters()).isEmpty();
        assertThat(new InstanceNorm3d(2).forward(Tensor.ones(2, 2, 1, 3)).shape()).isEqualTo(Shape.of(2, 2, 1, 3));
    }

    @Test
    void layer_group_and_rms_norm_are_the_functions_of_their_names() {
        Tensor x = numbers();
        LayerNorm layer = new LayerNorm(Shape.of(3, 2), LayerNorm.options().withEps(0.5));
        layer.weight().set(Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 3, 2));
        layer.bias().set(Tensor.ones(3, 2));
        var options = NormalizationOptions.DEFAULT.withEps(0.5);
        assertThat(layer.forward(x).toFloatArray()).isEqualTo(Normalizations.layerNorm(x, Shape.of(3, 2),
                options.withWeight(layer.weight()).withBias(layer.bias())).toFloatArray());
        GroupNorm group = new GroupNorm(3, 3, GroupNorm.options().withAffine(false).withEps(0.5));
        assertThat(group.forward(x).toFloatArray()).isEqualTo(Normalizations.instanceNorm(x, options).toFloatArray());
        RMSNorm rms = new RMSNorm(2);
        rms.weight().set(Tensor.of(new float[]{2, 3}));
        assertThat(rms.forward(x).toFloatArray())
                .isEqualTo(Normalizations.rmsNorm(x, Shape.of(2)).mul(rms.weight()).toFloatArray());
        RMSNorm other = new RMSNorm(Shape.of(2), RMSNorm.options().withEps(0.5).withElementwiseAffine(false));
        assertThat(other.forward(x).toFloatArray())
                .isEqualTo(Normalizations.rmsNorm(x, Shape.of(2), options).toFloatArray());
    }

    @Test
    void parameters_begin_with_ones_and_zeros_and_go_back_to_them() {
        for (Norm norm : List.of(new BatchNorm2d(2), new LayerNorm(2), new GroupNorm(1, 2))) {
            norm.weight().set(Tensor.of(new float[]{3, 4}));
            norm.bias().set(Tensor.of(new float[]{5, 6}));
            norm.resetParameters();
            assertThat(norm.weight().toFloatArray()).containsExactly(1, 1);
            assertThat(norm.bias().toFloatArray()).containsExactly(0, 0);
        }
    }

    @Test
    void a_layer_converted_to_float64_normalises_float64() {
        BatchNorm1d norm = new BatchNorm1d(3);
        norm.to(DType.FLOAT64);
        assertThat(norm.forward(numbers().to(DType.FLOAT64)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(norm.runningStats().mean().toDoubleArray()).containsExactly(new double[]{0.35, 0.55, 0.75},
                within(1e-15));
        norm.eval();
        assertThat(norm.forward(numbers().to(DType.FLOAT64)).dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void state_dicts_have_pytorchs_keys_in_its_order() {
        assertThat(new BatchNorm2d(2).stateDict().keySet()).containsExactly("weight", "bias", "running_mean",
                "running_var", "num_batches_tracked");
        assertThat(new BatchNorm2d(2).stateDict().get("num_batches_tracked").type().toString()).isEqualTo("int64[]");
        assertThat(new BatchNorm2d(2, BatchNorm2d.options().withBias(false)).stateDict().keySet())
                .containsExactly("weight", "running_mean", "running_var", "num_batches_tracked");
        assertThat(new BatchNorm3d(2, BatchNorm3d.options().withTrackRunningStats(false)).stateDict().keySet())
                .containsExactly("weight", "bias");
        assertThat(new InstanceNorm2d(2).stateDict()).isEmpty();
        assertThat(new LayerNorm(2).stateDict().keySet()).containsExactly("weight", "bias");
        assertThat(new LayerNorm(Shape.of(2), LayerNorm.options().withBias(false)).stateDict().keySet())
                .containsExactly("weight");
        assertThat(new RMSNorm(2).stateDict().keySet()).containsExactly("weight");
        BatchNorm1d source = new BatchNorm1d(3);
        source.forward(numbers());
        BatchNorm1d copy = new BatchNorm1d(3);
        copy.loadStateDict(source.stateDict());
        assertStats(copy, new float[]{0.35f, 0.55f, 0.75f}, source.runningStats().var().toFloatArray());
        assertThat(copy.numBatchesTracked()).isEqualTo(1);
    }

    @Test
    void layers_are_printed_as_by_pytorch() {
        assertThat(new BatchNorm1d(3))
                .hasToString(
                        "BatchNorm1d(3, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)");
        assertThat(new BatchNorm2d(64, BatchNorm2d.options().withMomentum(null).withAffine(false))).hasToString(
                "BatchNorm2d(64, eps=1e-05, momentum=None, affine=False, bias=False, track_running_stats=True)");
        assertThat(new BatchNorm3d(2, BatchNorm3d.options().withEps(1e-3).withTrackRunningStats(false))).hasToString(
                "BatchNorm3d(2, eps=0.001, momentum=0.1, affine=True, bias=True, track_running_stats=False)");
        assertThat(new InstanceNorm1d(4)).hasToString(
                "InstanceNorm1d(4, eps=1e-05, momentum=0.1, affine=False, bias=False, track_running_stats=False)");
        assertThat(new InstanceNorm2d(4, InstanceNorm2d.options().withAffine(true).withTrackRunningStats(true)))
                .hasToString(
                        "InstanceNorm2d(4, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)");
        assertThat(new LayerNorm(10)).hasToString("LayerNorm((10,), eps=1e-05, elementwise_affine=True, bias=True)");
        assertThat(new LayerNorm(Shape.of(3, 4), LayerNorm.options().withBias(false)))
                .hasToString("LayerNorm((3, 4), eps=1e-05, elementwise_affine=True, bias=False)");
        assertThat(new LayerNorm(Shape.of(5), LayerNorm.options().withElementwiseAffine(false)))
                .hasToString("LayerNorm((5,), eps=1e-05, elementwise_affine=False, bias=False)");
        assertThat(new GroupNorm(2, 4)).hasToString("GroupNorm(2, 4, eps=1e-05, affine=True, bias=True)");
        assertThat(new GroupNorm(1, 6, GroupNorm.options().withEps(1e-4).withBias(false)))
                .hasToString("GroupNorm(1, 6, eps=0.0001, affine=True, bias=False)");
        assertThat(new RMSNorm(8)).hasToString("RMSNorm((8,), eps=None, elementwise_affine=True)");
        assertThat(new RMSNorm(Shape.of(2, 3), RMSNorm.options().withEps(1e-5).withElementwiseAffine(false)))
                .hasToString("RMSNorm((2, 3), eps=1e-05, elementwise_affine=False)");
    }

    record Refusal(String message, Runnable call) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal("[BatchNorm1d] the input must be [N,C] or [N,C,L], but is [2,3,4,5]; reshape it",
                        () -> new BatchNorm1d(3).forward(Tensor.ones(2, 3, 4, 5))),
                new Refusal("[BatchNorm2d] the input must be [N,C,H,W], but is [2,3]; reshape it",
                        () -> new BatchNorm2d(3).forward(Tensor.ones(2, 3))),
                new Refusal("[BatchNorm3d] the input must be [N,C,D,H,W], but is [2,3]; reshape it",
                        () -> new BatchNorm3d(3).forward(Tensor.ones(2, 3))),
                new Refusal(
                        "[BatchNorm2d] input [2,3,4,5] has 3 channels, but the layer has 4; build it with BatchNorm2d(3)",
                        () -> new BatchNorm2d(4).forward(Tensor.ones(2, 3, 4, 5))),
                new Refusal("[InstanceNorm1d] the input must be [N,C,L] or [C,L], but is [3]; reshape it",
                        () -> new InstanceNorm1d(3).forward(Tensor.ones(3))),
                new Refusal(
                        "[InstanceNorm2d] input [3,4,5] has 3 channels, but the layer has 4; build it with InstanceNorm2d(3)",
                        () -> new InstanceNorm2d(4).forward(Tensor.ones(3, 4, 5))),
                new Refusal(
                        "[InstanceNorm2d] has no average over all batches, which it does not count; give a momentum",
                        () -> new InstanceNorm2d(4, InstanceNorm2d.options().withMomentum(null))),
                new Refusal(
                        "[BatchNorm1d] what is normalised must have at least one dimension and one element, but is [0]",
                        () -> new BatchNorm1d(0)),
                new Refusal(
                        "[LayerNorm] what is normalised must have at least one dimension and one element, but is []",
                        () -> new LayerNorm(Shape.SCALAR, LayerNorm.options())),
                new Refusal("[GroupNorm] 6 channels do not divide into 4 groups; use a divisor",
                        () -> new GroupNorm(4, 6)),
                new Refusal(
                        "[GroupNorm] the input must be [N,6] or [N,6,…], but is [2,4]; build the layer for other channels",
                        () -> new GroupNorm(3, 6).forward(Tensor.ones(2, 4))),
                new Refusal("[norm] eps must be a finite number, 0 or above, but is -1.0",
                        () -> LayerNorm.options().withEps(-1)),
                new Refusal("[norm] the momentum must be in [0, 1], or null for the average of all batches, but is 2.0",
                        () -> BatchNorm2d.options().withMomentum(2.0)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void the_message_says_what_was_expected_what_came_and_what_to_do(Refusal refusal) {
        assertThatThrownBy(refusal.call()::run).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.message());
    }
}
