package org.gradus.examples.derivatives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.Autograd;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.models.CNN;
import org.junit.jupiter.api.Test;

class FunctionalNetTest {

    @Test
    void scores_are_those_of_the_module_with_the_same_parameters() {
        Rng.manualSeed(3);
        var module = new CNN();
        Rng.manualSeed(3);
        FunctionalNet net = FunctionalNet.cnn();
        Tensor x = Tensor.rand(new Rng(1), 2, 1, 28, 28);
        assertThat(net.scores().apply(net.parameters(), x).toFloatArray()).isEqualTo(module.forward(x).toFloatArray());
    }

    @Test
    void rows_that_go_back_one_by_one_are_those_of_the_jacobian() {
        FunctionalNet net = FunctionalNet.mlp();
        var scores = net.scoresOf(Tensor.rand(new Rng(1), 1, 1, 28, 28));
        List<Tensor> jacobian = Autograd.jacobian(scores, net.parameters()).get(0);
        List<Tensor> rows = DerivativeCosts.rowByRow(scores, net.parameters());
        for (int i = 0; i < jacobian.size(); i++) {
            Tensor row = rows.get(i);
            assertThat(row.size(0)).isEqualTo(10);
            assertThat(row.sub(jacobian.get(i).detach().squeeze(0)).abs().amax().item())
                    .isLessThan(1e-6);
        }
    }
}
