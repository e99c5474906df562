package org.gradus.models.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.Conv2d;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.gradus.models.CNN;
import org.junit.jupiter.api.Test;

class FeatureMapsTest {

    @Test
    void are_the_outputs_of_the_innermost_layers_in_order() {
        var cnn = new CNN();
        var features = FeatureMaps.of(cnn, Tensor.rand(new Rng(3), 2, 1, 28, 28));

        assertThat(features).extracting(FeatureMaps.Feature::name).containsExactly("conv1.0", "conv1.1", "conv1.2",
                "conv2.0", "conv2.1", "conv2.2");
        assertThat(features.get(3).input().toArray()).containsExactly(2, 10, 12, 12);
        assertThat(features.get(3).maps().shape().toArray()).containsExactly(2, 20, 8, 8);
        assertThat(features.getFirst().layer()).isSameAs(cnn.namedModules().get("conv1.0"));
    }

    @Test
    void hold_each_application_of_a_layer_and_its_very_values() {
        var conv = new Conv2d(1, 1, Conv2d.options(1).withBias(false));
        conv.weight().set(Tensor.of(new float[]{-2}, 1, 1, 1, 1));
        var relu = new ReLU();
        var model = new Sequential(relu, conv, relu);
        var features = FeatureMaps.of(model, Tensor.of(new float[]{3, -1}, 1, 1, 1, 2));

        assertThat(features).extracting(feature -> feature.maps().toFloatArray())
                .containsExactly(new float[]{3, 0}, new float[]{-6, 0}, new float[]{0, 0});
        assertThat(features).allSatisfy(feature -> assertThat(feature.maps().requiresGrad()).isFalse());
    }
}
