package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.Tensor;
import org.gradus.layers.BatchNorm1d;
import org.gradus.layers.Linear;
import org.gradus.layers.Module;
import org.gradus.layers.Sequential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragedModelTest {

    private static Linear linear(double weight) {
        var linear = new Linear(1, 1);
        set(linear, weight);
        return linear;
    }

    private static void set(Module model, double value) {
        model.parameters().forEach(p -> p.set(Tensor.full(p.shape(), value, p.dtype())));
    }

    private static double weight(AveragedModel average) {
        return average.averages().get("weight").item();
    }

    @Test
    void an_exponential_average_begins_with_the_first_and_then_follows() {
        Linear model = linear(0);
        var average = new AveragedModel(model, Averaging.ema(0.75));
        set(model, 8);
        average.updateParameters();
        assertThat(weight(average)).isEqualTo(8);
        set(model, 16);
        average.updateParameters(); // 0.75·8 + 0.25·16
        assertThat(weight(average)).isEqualTo(10);
        set(model, -10);
        average.updateParameters(); // 0.75·10 − 0.25·10
        assertThat(weight(average)).isEqualTo(5);
        assertThat(average.averaged()).isEqualTo(3);
    }

    @Test
    void a_mean_counts_all_alike() {
        Linear model = linear(0);
        var average = new AveragedModel(model, Averaging.swa());
        for (double value : new double[]{3, 5, 10, -2}) {
            set(model, value);
            average.updateParameters();
        }
        assertThat(weight(average)).isCloseTo(4, within(1e-6)); // (3 + 5 + 10 − 2) / 4
    }

    @Test
    void a_model_has_the_averages_while_they_are_applied_and_its_own_values_afterwards() {
        Linear model = linear(2);
        var average = new AveragedModel(model, Averaging.ema(0.5));
        average.updateParameters();
        set(model, 6);
        average.updateParameters(); // 4
        assertThat(average.applied(() -> model.weight().item())).isEqualTo(4.0);
        assertThat(model.weight().item()).isEqualTo(6);
        assertThatThrownBy(() -> average.applied((Runnable) () -> {
            throw new IllegalStateException("evaluation failed");
        })).hasMessage("evaluation failed");
        assertThat(model.weight().item()).isEqualTo(6);
        average.copyTo(model);
        assertThat(model.weight().item()).isEqualTo(4);
    }

    @Test
    void buffers_are_copied_or_averaged_and_integers_are_copied_in_any_case() {
        for (boolean averagesBuffers : new boolean[]{false, true}) {
            var model = new BatchNorm1d(1);
            var average = new AveragedModel(model, Averaging.ema(0.5), averagesBuffers);
            var mean = model.namedBuffers().get("running_mean");
            var batches = model.namedBuffers().get("num_batches_tracked");
            mean.set(Tensor.of(new float[]{2}));
            average.updateParameters();
            mean.set(Tensor.of(new float[]{6}));
            batches.set(batches.get().add(1));
            average.updateParameters();
            assertThat(average.averages().get("running_mean").item()).isEqualTo(averagesBuffers ? 4 : 6);
            assertThat(average.averages().get("num_batches_tracked").item()).isEqualTo(1);
        }
    }

    @Test
    void a_layer_in_two_places_is_averaged_once() {
        Linear shared = linear(2);
        var model = new Sequential(shared, shared);
        var average = new AveragedModel(model, Averaging.ema(0.5));
        average.updateParameters();
        set(model, 6);
        average.updateParameters();
        average.copyTo(model);
        assertThat(shared.weight().item()).isEqualTo(4);
        assertThat(average.averages().keySet()).containsExactly("0.weight", "0.bias");
    }

    @Test
    void an_average_that_goes_on_from_a_file_gives_the_same_bits(@TempDir Path folder) throws IOException {
        Linear model = linear(0.1);
        var average = new AveragedModel(model, Averaging.ema(0.9));
        average.updateParameters();
        set(model, 0.7);
        average.updateParameters();
        average.stateDict().save(folder.resolve("average"));
        var other = new AveragedModel(model, Averaging.ema(0.9));
        other.loadStateDict(StateDict.load(folder.resolve("average")));
        set(model, -0.3);
        average.updateParameters();
        other.updateParameters();
        assertThat(weight(other)).isEqualTo(weight(average));
        assertThat(other.averaged()).isEqualTo(3);
    }

    @Test
    void what_does_not_fit_is_listed_and_changes_nothing() {
        var average = new AveragedModel(linear(1), Averaging.swa());
        var state = new AveragedModel(new Linear(2, 1), Averaging.swa()).stateDict();
        var odd = state.with("module.", StateDict.of(Map.of("scale", Tensor.ones(1))));
        assertThatIllegalArgumentException().isThrownBy(() -> average.loadStateDict(odd))
                .withMessage("[loadStateDict] the averages do not fit the model, and nothing was changed:\n"
                        + "  'weight' should be float32[1,1], but is float32[1,2]\n  'scale' is not in the model");
        assertThat(weight(average)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> average.copyTo(new Linear(2, 1)))
                .withMessageStartingWith("[copyTo] the averages do not fit the model, and nothing was changed:\n");
    }

    @Test
    void a_decay_is_a_share() {
        assertThatIllegalArgumentException().isThrownBy(() -> Averaging.ema(1.5))
                .withMessage("[AveragedModel] decay must be in [0, 1], but is 1.5");
    }
}
