package org.gradus.models.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.AdaptiveAvgPool2d;
import org.gradus.layers.Conv2d;
import org.gradus.layers.Flatten;
import org.gradus.layers.Layer;
import org.gradus.layers.Linear;
import org.gradus.layers.ReLU;
import org.gradus.layers.Sequential;
import org.gradus.models.CNN;
import org.gradus.models.LeNet5;
import org.gradus.models.Models;
import org.junit.jupiter.api.Test;

class GradCamTest {

    /** Filters 1·x and −2·x, without a bias. */
    private static Conv2d scaling() {
        var conv = new Conv2d(1, 2, Conv2d.options(1).withBias(false));
        conv.weight().set(Tensor.of(new float[]{1, -2}, 2, 1, 1, 1));
        return conv;
    }

    @Test
    void of_a_net_worked_out_by_hand_it_is_what_the_equations_give() {
        Conv2d conv = scaling();
        var linear = new Linear(2, 2, Linear.options().withBias(false));
        linear.weight().set(Tensor.of(new float[]{3, 1, 1, 4}, 2, 2));
        Layer model = new Sequential(conv, new AdaptiveAvgPool2d(1), new Flatten(), linear);
        Tensor picture = Tensor.of(new float[]{1, 2, 0, -4}, 1, 1, 2, 2);

        // Each pixel of Aᵏ adds weight/4 to the score: α = (3/4, 1/4) for class 0, and A = (x, −2x): L = ReLU(3x/4 − 2x/4) = ReLU(x/4).
        assertThat(GradCam.maps(model, conv, picture, Tensor.of(new long[]{0})).toFloatArray())
                .containsExactly(0.25f, 0.5f, 0, 0);
        // For class 1 it is ReLU(x/4 − 2x) = ReLU(−7x/4).
        assertThat(GradCam.maps(model, conv, picture, Tensor.of(new long[]{1})).toFloatArray())
                .containsExactly(0, 0, 0, 7);
    }

    @Test
    void of_a_layer_whose_maps_are_averaged_it_is_the_class_activation_map() {
        // With one linear layer behind a global average, Grad-CAM is CAM divided by the pixels of a map (section 3.1).
        var conv = new Conv2d(3, 5, 3);
        var relu = new ReLU();
        var linear = new Linear(5, 4);
        Layer model = new Sequential(conv, relu, new AdaptiveAvgPool2d(1), new Flatten(), linear);
        Tensor pictures = Tensor.rand(new Rng(2), 2, 3, 6, 6);
        Tensor maps = GradCam.maps(model, relu, pictures, Tensor.of(new long[]{2, 2}));

        Tensor features = conv.forward(pictures).relu();
        Tensor weighted = features.mul(linear.weight().select(0, 2).reshape(1, 5, 1, 1)).sum(1).relu().div(16);
        assertThat(maps.shape().toArray()).containsExactly(2, 4, 4);
        for (int i = 0; i < maps.numel(); i++) {
            assertThat(maps.toFloatArray()[i]).isCloseTo(weighted.toFloatArray()[i], within(1e-6f));
        }
    }

    @Test
    void maps_are_stretched_to_the_pictures_size() {
        Tensor stretched = GradCam.stretched(Tensor.of(new float[]{0, 4}, 1, 1, 2), 1, 4);
        assertThat(stretched.toFloatArray()).containsExactly(0, 1, 3, 4);
    }

    @Test
    void looks_at_the_last_layer_before_the_last_pool_that_is_large_enough() {
        var cnn = new CNN();
        Tensor digit = Tensor.zeros(1, 1, 28, 28);
        assertThat(GradCam.lastMaps(cnn, digit, 4)).containsSame((Layer) cnn.namedModules().get("conv2.1"));
        assertThat(GradCam.lastMaps(cnn, digit, 9)).containsSame((Layer) cnn.namedModules().get("conv1.1"));
        assertThat(GradCam.lastMaps(cnn, digit, 29)).isEmpty();

        Layer vgg = Models.create("vgg11", Models.options().withWidth(1).withNumClasses(3));
        assertThat(GradCam.lastMaps(vgg, Tensor.zeros(1, 3, 32, 32), 4))
                .containsSame((Layer) vgg.namedModules().get("features.14"));
    }

    @Test
    void a_layer_that_is_applied_to_maps_and_to_vectors_shows_its_maps() {
        var lenet = new LeNet5();
        Tensor digits = Tensor.rand(new Rng(1), 2, 1, 32, 32);
        Layer layer = GradCam.lastMaps(lenet, digits, 4).orElseThrow();
        assertThat(layer).isSameAs(lenet.namedModules().get("activation"));
        assertThat(GradCam.maps(lenet, layer, digits, Tensor.of(new long[]{3, 5})).shape().toArray())
                .containsExactly(2, 10, 10);
    }

    @Test
    void a_layer_without_maps_is_named_and_no_hook_stays() {
        var linear = new Linear(4, 2);
        Conv2d conv = scaling();
        Layer model = new Sequential(new Flatten(), linear);
        Tensor picture = Tensor.zeros(1, 1, 2, 2);
        Tensor classes = Tensor.of(new long[]{0});
        for (Layer without : new Layer[]{linear, conv}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GradCam.maps(model, without, picture, classes))
                    .withMessageStartingWith("[gradCam] the model does not apply " + without + " to feature maps");
        }
        assertThat(linear.forward(Tensor.zeros(1, 4)).shape().toArray()).containsExactly(1, 2);
    }
}
