package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.io.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDictTest {

    private static final class Norm extends Layer {

        final Buffer mean = buffer("running_mean", Tensor.zeros(2));
        final Buffer batches = buffer("num_batches_tracked", Tensor.full(Shape.SCALAR, 0, DType.INT64));
        final Parameter weight = parameter("weight", Tensor.ones(2));

        @Override
        protected Tensor compute(Tensor x) {
            return x.sub(mean.get()).mul(weight);
        }
    }

    private static Sequential net() {
        return new Sequential(new Linear(3, 2), new Norm());
    }

    private static Norm norm(Sequential net) {
        return (Norm) net.get(1);
    }

    @Test
    void keys_are_a_modules_parameters_then_its_buffers() {
        assertThat(net().stateDict().keySet()).containsExactly("0.weight", "0.bias", "1.weight", "1.running_mean",
                "1.num_batches_tracked");
    }

    @Test
    void values_are_copies_that_training_does_not_change() {
        Sequential net = net();
        Map<String, Tensor> before = net.stateDict();
        norm(net).weight.set(Tensor.of(new float[]{7, 8}));
        norm(net).mean.set(Tensor.of(new float[]{5, 6}));
        assertThat(before.get("1.weight").toFloatArray()).containsExactly(1, 1);
        assertThat(before.get("1.running_mean").toFloatArray()).containsExactly(0, 0);
        assertThat(before.values()).noneMatch(Tensor::requiresGrad);
    }

    @Test
    void loading_what_another_of_the_same_build_saved_makes_them_equal() {
        Sequential from = net();
        norm(from).mean.set(Tensor.of(new float[]{5, 6}));
        norm(from).batches.set(Tensor.full(Shape.SCALAR, 9, DType.INT64));
        Sequential to = net();
        Parameter weight = to.parameters().getFirst();
        to.loadStateDict(from.stateDict());
        assertThat(weight.toFloatArray()).isEqualTo(from.parameters().getFirst().toFloatArray());
        assertThat(to.parameters().getFirst()).isSameAs(weight);
        assertThat(norm(to).mean.get().toFloatArray()).containsExactly(5, 6);
        assertThat(norm(to).batches.get().item()).isEqualTo(9);
    }

    @Test
    void a_model_survives_a_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.safetensors");
        Sequential from = net();
        norm(from).mean.set(Tensor.of(new float[]{5, 6}));
        SafeTensors.save(file, from.stateDict());
        Sequential to = net();
        to.loadStateDict(SafeTensors.load(file));
        Tensor x = Tensor.of(new float[]{1, -2, 3}, 1, 3);
        assertThat(to.forward(x).toFloatArray()).isEqualTo(from.forward(x).toFloatArray());
    }

    private static Map<String, Tensor> misfit() {
        Map<String, Tensor> values = new LinkedHashMap<>();
        values.put("extra", Tensor.ones(1));
        values.put("0.weight", Tensor.ones(2, 4));
        values.put("1.weight", Tensor.of(new double[]{3, 4}));
        values.put("1.running_mean", Tensor.of(new float[]{5, 6}));
        values.put("1.num_batches_tracked", Tensor.full(Shape.SCALAR, 9, DType.INT64));
        return values;
    }

    @Test
    void strict_loading_lists_all_that_is_wrong_and_loads_nothing() {
        Sequential net = net();
        float[] weight = net.parameters().getFirst().toFloatArray();
        assertThatIllegalArgumentException().isThrownBy(() -> net.loadStateDict(misfit())).withMessage("""
                [loadStateDict] the state dict does not fit Sequential, and nothing was loaded:
                missing: 0.bias
                unexpected: extra
                mismatch: 0.weight is float32[2,3] in the module but float32[2,4] in the state dict
                mismatch: 1.weight is float32[2] in the module but float64[2] in the state dict""");
        assertThat(net.parameters().getFirst().toFloatArray()).isEqualTo(weight);
        assertThat(norm(net).mean.get().toFloatArray()).containsExactly(0, 0);
        assertThat(norm(net).batches.get().item()).isZero();
    }

    @Test
    void lenient_loading_loads_what_fits_and_reports_the_rest() {
        Sequential net = net();
        LoadReport report = net.loadStateDict(misfit(), LoadMode.LENIENT);
        assertThat(report.isEmpty()).isFalse();
        assertThat(report.missing()).containsExactly("0.bias");
        assertThat(report.unexpected()).containsExactly("extra");
        assertThat(report.mismatched()).extracting(LoadReport.Mismatch::key).containsExactly("0.weight", "1.weight");
        assertThat(norm(net).mean.get().toFloatArray()).containsExactly(5, 6);
        assertThat(norm(net).weight.toFloatArray()).containsExactly(1, 1);
    }

    @Test
    void a_perfect_fit_leaves_the_report_empty() {
        Sequential net = net();
        LoadReport report = net.loadStateDict(net.stateDict(), LoadMode.STRICT);
        assertThat(report.isEmpty()).isTrue();
        assertThat(report).hasToString("");
    }
}
