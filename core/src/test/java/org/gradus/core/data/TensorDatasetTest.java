package org.gradus.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class TensorDatasetTest {

    private final Tensor inputs = Tensor.of(new float[]{0, 1, 10, 11, 20, 21}, 3, 1, 2);
    private final Tensor targets = Tensor.of(new long[]{7, 8, 9});
    private final TensorDataset dataset = new TensorDataset(inputs, targets);

    @Test
    void a_sample_is_a_row_of_each_tensor() {
        assertThat(dataset.size()).isEqualTo(3);
        Sample sample = dataset.get(1);
        assertThat(sample.input().shape()).isEqualTo(Shape.of(1, 2));
        assertThat(sample.input().toFloatArray()).containsExactly(10, 11);
        assertThat(sample.target().shape()).isEqualTo(Shape.SCALAR);
        assertThat(sample.target().item()).isEqualTo(8);
    }

    @Test
    void a_batch_has_the_rows_in_the_order_asked_for_even_repeated() {
        Batch batch = dataset.batch(new int[]{2, 0, 2, 1});
        assertThat(batch.size()).isEqualTo(4);
        assertThat(batch.inputs().shape()).isEqualTo(Shape.of(4, 1, 2));
        assertThat(batch.inputs().toFloatArray()).containsExactly(20, 21, 0, 1, 20, 21, 10, 11);
        assertThat(batch.targets().toLongArray()).containsExactly(9, 7, 9, 8);
    }

    @Test
    void every_element_type_is_batched_as_it_is() {
        var types = new TensorDataset(Tensor.of(new double[]{1, 2, 3, 4}, 2, 2), Tensor.of(new boolean[]{false, true}));
        Batch batch = types.batch(new int[]{1, 0});
        assertThat(batch.inputs().toDoubleArray()).containsExactly(3, 4, 1, 2);
        assertThat(batch.targets().toBooleanArray()).containsExactly(true, false);
    }

    @Test
    void the_fast_batch_equals_the_one_stacked_of_single_samples() {
        Dataset oneByOne = new Dataset() {

            @Override
            public int size() {
                return dataset.size();
            }

            @Override
            public Sample get(int index) {
                return dataset.get(index);
            }
        };
        int[] indices = {1, 2, 1};
        Batch fast = dataset.batch(indices);
        Batch slow = oneByOne.batch(indices);
        assertThat(slow.inputs().type()).isEqualTo(fast.inputs().type());
        assertThat(slow.inputs().toFloatArray()).isEqualTo(fast.inputs().toFloatArray());
        assertThat(slow.targets().type()).isEqualTo(fast.targets().type());
        assertThat(slow.targets().toLongArray()).isEqualTo(fast.targets().toLongArray());
    }

    @Test
    void rows_of_no_elements_make_a_batch_of_no_elements() {
        var empty = new TensorDataset(Tensor.zeros(3, 0), targets);
        assertThat(empty.batch(new int[]{2, 1}).inputs().shape()).isEqualTo(Shape.of(2, 0));
    }

    @Test
    void a_parameter_that_changes_later_does_not_change_the_samples() {
        var parameter = new Parameter(Tensor.of(new float[]{1, 2}));
        var fixed = new TensorDataset(parameter, Tensor.of(new long[]{0, 1}));
        parameter.set(Tensor.of(new float[]{5, 6}));
        assertThat(fixed.get(0).input().item()).isEqualTo(1);
        assertThat(fixed.get(0).input().requiresGrad()).isFalse();
    }

    @Test
    void an_index_outside_is_refused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> dataset.get(3))
                .withMessage("[tensorDataset] sample (3) must be less than size (3)");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> dataset.batch(new int[]{0, -1}));
    }

    @Test
    void tensors_of_different_lengths_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorDataset(inputs, Tensor.of(new long[]{1, 2})))
                .withMessage(
                        "[tensorDataset] inputs and targets need as many rows, but are float32[3,1,2] and int64[2]; the first dimension counts the samples");
        assertThatIllegalArgumentException().isThrownBy(() -> new TensorDataset(Tensor.scalar(1), targets));
    }
}
