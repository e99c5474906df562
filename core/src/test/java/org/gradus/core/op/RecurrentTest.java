package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.LstmState;
import org.gradus.core.RecurrentStack;
import org.gradus.core.RecurrentWeights;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class RecurrentTest {

    private static Tensor vector(double... values) {
        return Tensor.of(values);
    }

    private static Tensor column(double... values) {
        return Tensor.of(values, values.length, 1);
    }

    private static Tensor sequence(double... values) {
        return Tensor.of(values, values.length, 1, 1);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static void refused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    @Test
    void cells_are_their_formulas() {
        Tensor x = vector(2);
        Tensor h = vector(-1);
        var one = RecurrentWeights.of(column(0.5), column(3)).withBias(vector(0.25), vector(1));
        // 0.5·2 + 0.25 + 3·(−1) + 1 = −0.75
        assertThat(Recurrent.rnnTanhCell(x, h, one).item()).isCloseTo(Math.tanh(-0.75), within(1e-15));
        assertThat(Recurrent.rnnReluCell(x, h, one).item()).isZero();

        var three = RecurrentWeights.of(column(0.5, 1, -1), column(1, 2, 3)).withBias(vector(0, 0, 1),
                vector(0, 0, 0.5));
        double reset = sigmoid(0.5 * 2 - 1);
        double update = sigmoid(2 - 2);
        double candidate = Math.tanh(-2 + 1 + reset * (-3 + 0.5));
        assertThat(Recurrent.gruCell(x, h, three).item()).isCloseTo((1 - update) * candidate + update * -1,
                within(1e-15));

        var four = RecurrentWeights.of(column(0.5, 1, -1, 0.25), column(1, 2, 3, 0));
        LstmState next = Recurrent.lstmCell(x, new LstmState(h, vector(0.75)), four);
        double cell = sigmoid(2 - 2) * 0.75 + sigmoid(1 - 1) * Math.tanh(-2 - 3);
        assertThat(next.cell().item()).isCloseTo(cell, within(1e-15));
        assertThat(next.hidden().item()).isCloseTo(sigmoid(0.5) * Math.tanh(cell), within(1e-15));
        LstmState projected = Recurrent.lstmCell(x, new LstmState(h, vector(0.75)), four.withProjection(column(-2)));
        assertThat(projected.hidden().item()).isCloseTo(-2 * sigmoid(0.5) * Math.tanh(cell), within(1e-15));
        assertThat(projected.cell().item()).isCloseTo(cell, within(1e-15));
    }

    @Test
    void the_way_back_begins_at_the_end_and_stands_beside_the_way_forwards() {
        var forwards = RecurrentWeights.of(column(1), column(1));
        var back = RecurrentWeights.of(column(10), column(1));
        var both = new RecurrentStack(ImmutableList.of(forwards, back), true, 0);
        Tensor initial = Tensor.full(Shape.of(2, 1, 1), 0, DType.FLOAT64);
        // sums from the left of 1, 2, 3, and from the right of 10, 20, 30
        var result = Recurrent.rnnRelu(sequence(1, 2, 3), initial, both);
        assertThat(result.output().shape()).isEqualTo(Shape.of(3, 1, 2));
        assertThat(result.output().toDoubleArray()).containsExactly(1, 60, 3, 50, 6, 30);
        assertThat(result.hidden().toDoubleArray()).containsExactly(6, 60);
    }

    @Test
    void layers_stand_on_each_other_and_each_begins_with_its_state() {
        var sum = RecurrentWeights.of(column(1), column(1));
        Tensor initial = Tensor.of(new double[]{1, 100}, 2, 1, 1);
        // below 2, 4, 7; above 102, 106, 113
        var result = Recurrent.rnnRelu(sequence(1, 2, 3), initial, RecurrentStack.of(sum, sum));
        assertThat(result.output().toDoubleArray()).containsExactly(102, 106, 113);
        assertThat(result.hidden().toDoubleArray()).containsExactly(7, 113);
    }

    @Test
    void all_of_dropout_leaves_the_upper_layer_its_state() {
        var sum = RecurrentWeights.of(column(1), column(1));
        Tensor initial = Tensor.of(new double[]{1, 100}, 2, 1, 1);
        var result = Recurrent.rnnRelu(sequence(1, 2), initial, RecurrentStack.of(sum, sum).withDropout(1));
        assertThat(result.output().toDoubleArray()).containsExactly(100, 100);
        assertThat(result.hidden().toDoubleArray()).containsExactly(4, 100);
    }

    @Test
    void a_long_sequence_gets_its_gradient() {
        int steps = 1000;
        Tensor x = Tensor.full(Shape.of(steps, 1, 1), 1, DType.FLOAT64).requiresGrad(true);
        var sum = RecurrentWeights.of(column(1), column(1));
        Recurrent.rnnRelu(x, Tensor.full(Shape.of(1, 1, 1), 0, DType.FLOAT64), RecurrentStack.of(sum)).hidden().sum()
                .backward();
        assertThat(x.grad().toDoubleArray()).containsOnly(1);
    }

    @Test
    void weights_and_states_that_do_not_fit_are_refused() {
        Tensor x = Tensor.ones(2, 3);
        Tensor h = Tensor.ones(2, 4);
        var weights = RecurrentWeights.of(Tensor.ones(12, 3), Tensor.ones(12, 4));
        refused("[gruCell] the weight of the input must be [G,I], but is [12]; reshape it",
                () -> Recurrent.gruCell(x, h, RecurrentWeights.of(Tensor.ones(12), Tensor.ones(12, 4))));
        refused("[gruCell] weights [12,3] and [8,4] must have as many rows, a multiple of 3",
                () -> Recurrent.gruCell(x, h, RecurrentWeights.of(Tensor.ones(12, 3), Tensor.ones(8, 4))));
        refused("[gruCell] weights [12,3] make hidden states of 4 numbers, but the weight of the hidden state is [12,5]",
                () -> Recurrent.gruCell(x, h, RecurrentWeights.of(Tensor.ones(12, 3), Tensor.ones(12, 5))));
        refused("[gruCell] only an LSTM has a projection; leave it out",
                () -> Recurrent.gruCell(x, h, weights.withProjection(Tensor.ones(4, 4))));
        refused("[lstmCell] the projection must be [2,3] for weights [12,3] and [12,2], but is [4,4]",
                () -> Recurrent.lstmCell(x, new LstmState(h, h), RecurrentWeights.of(Tensor.ones(12, 3),
                        Tensor.ones(12, 2)).withProjection(Tensor.ones(4, 4))));
        refused("[gruCell] the input is [2,4], but weights [12,3] take 3 features; they are its last dimension",
                () -> Recurrent.gruCell(h, h, weights));
        refused("[gruCell] the hidden state must be [2,4] for input [2,3], but is [2,3]",
                () -> Recurrent.gruCell(x, x, weights));
        refused("[lstmCell] the cell state must be [2,3] for input [2,3], but is [2,4]",
                () -> Recurrent.lstmCell(x, new LstmState(x, h), RecurrentWeights.of(Tensor.ones(12, 3),
                        Tensor.ones(12, 3))));
        refused("[gru] the input must be [T,N,I], but is [2,3]; reshape it",
                () -> Recurrent.gru(x, h, RecurrentStack.of(weights)));
        refused("[gru] initial states must be [1,N,H], one for every layer and direction, but are [2,2,4]",
                () -> Recurrent.gru(Tensor.ones(5, 2, 3), Tensor.ones(2, 2, 4), RecurrentStack.of(weights)));
        refused("[recurrent] needs weights for every layer and each of 2 directions, but came 1",
                () -> RecurrentStack.of(weights).withBidirectional(true));
        refused("[recurrent] needs weights for every layer and each of 1 directions, but came 0",
                () -> RecurrentStack.of(List.of()));
        refused("[recurrent] the probability of dropping must be in [0, 1], but is 2.0",
                () -> RecurrentStack.of(weights).withDropout(2));
    }
}
