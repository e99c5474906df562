package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Dropout;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.Module;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.gradus.models.ModelSummary.Row;
import org.junit.jupiter.api.Test;

class ModelSummaryTest {

    @Test
    void the_table_of_the_cnn_has_a_row_a_layer_and_totals() {
        assertThat(ModelSummary.of(new CNN(), Shape.of(1, 28, 28))).hasToString("""
                layer    type           output  parameters
                conv1.0  Conv2d     [10,24,24]         260
                conv1.1  ReLU       [10,24,24]           0
                conv1.2  MaxPool2d  [10,12,12]           0
                conv2.0  Conv2d       [20,8,8]       5,020
                conv2.1  ReLU         [20,8,8]           0
                conv2.2  MaxPool2d    [20,4,4]           0
                fc       Linear           [10]       3,210
                total                   15,850       8,490
                """);
    }

    @Test
    void sequences_within_sequences_have_dotted_names() {
        var net = new Sequential(new Linear(2, 3), new Sequential(new ReLU(), new Linear(3, 4)));
        ModelSummary summary = ModelSummary.of(net, Shape.of(2));
        assertThat(summary.rows()).containsExactly(new Row("0", "Linear", Shape.of(3), 9),
                new Row("1.0", "ReLU", Shape.of(3), 0), new Row("1.1", "Linear", Shape.of(4), 16));
        assertThat(summary.parameters()).isEqualTo(25);
        assertThat(summary.outputs()).isEqualTo(10);
    }

    @Test
    void a_shared_layer_is_a_row_wherever_it_is_applied_but_counted_once() {
        var shared = new Linear(2, 2);
        ModelSummary summary = ModelSummary.of(new Sequential(shared, new ReLU(), shared), Shape.of(5, 2));
        assertThat(summary.rows()).containsExactly(new Row("0", "Linear", Shape.of(5, 2), 6),
                new Row("1", "ReLU", Shape.of(5, 2), 0), new Row("0", "Linear", Shape.of(5, 2), 0));
        assertThat(summary.parameters()).isEqualTo(6);
    }

    @Test
    void layers_within_a_layer_are_rows_by_their_dotted_names() {
        class Residual extends Layer {
            private final Linear inner = child("inner", new Linear(2, 2));

            @Override
            protected Tensor compute(Tensor x) {
                return x.add(inner.forward(x));
            }
        }
        assertThat(ModelSummary.of(new Sequential(new Residual()), Shape.of(2)).rows())
                .containsExactly(new Row("0.inner", "Linear", Shape.of(2), 6));
    }

    @Test
    void nothing_is_recorded_or_drawn_and_modes_stay_as_they_are() {
        class Probe extends Layer {
            private boolean recorded;

            @Override
            protected Tensor compute(Tensor x) {
                recorded = Tape.isRecording() || isTraining();
                return x;
            }
        }
        var probe = new Probe();
        var frozen = new Sequential(new Dropout(0.5));
        frozen.eval();
        var net = new Sequential(new Dropout(0.5), frozen, probe);
        Rng.manualSeed(3);
        ModelSummary.of(net, Shape.of(1000));
        assertThat(Rng.global().next64()).isEqualTo(new Rng(3).next64());
        assertThat(probe.recorded).isFalse();
        assertThat(net.modules()).extracting(Module::isTraining).containsExactly(true, true, false, false, true);
    }

    @Test
    void a_sample_that_does_not_fit_is_refused_and_modes_stay_as_they_are() {
        var cnn = new CNN();
        assertThatIllegalArgumentException().isThrownBy(() -> ModelSummary.of(cnn, Shape.of(1, 32, 32)))
                .withMessageStartingWith("[CNN] the input must be [N,1,28,28], but is float32[1,1,32,32]");
        assertThat(cnn.isTraining()).isTrue();
    }
}
