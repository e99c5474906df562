package org.gradus.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class ModelsTest {

    @Test
    void names_are_torchvisions() {
        assertThat(Models.names()).containsExactly("cnn", "lenet5", "alexnet", "vgg11", "vgg11_bn", "vgg13",
                "vgg13_bn", "vgg16", "vgg16_bn", "vgg19", "vgg19_bn", "resnet18", "resnet34", "resnet50",
                "resnet101", "resnet152", "squeezenet1_0", "squeezenet1_1", "mobilenet_v2");
    }

    @Test
    void a_network_is_made_as_its_class_makes_it() {
        Rng.manualSeed(5);
        var expected = new SqueezeNet(SqueezeNet.options(SqueezeNet.Version.V1_1).withNumClasses(7).withInChannels(1)
                .withDropout(0.25));
        Rng.manualSeed(5);
        var actual = Models.create("squeezenet1_1",
                Models.options().withNumClasses(7).withInChannels(1).withDropout(0.25));
        assertThat(actual).isInstanceOf(SqueezeNet.class).hasToString(expected.toString());
        assertThat(actual.stateDict().get("classifier.1.weight").toFloatArray())
                .isEqualTo(expected.stateDict().get("classifier.1.weight").toFloatArray());
        assertThat(actual.toString()).contains("Dropout(p=0.25", "Conv2d(1, 64", "Conv2d(512, 7");
    }

    @Test
    void a_narrow_vgg_is_made_as_its_class_makes_it() {
        var narrow = Models.create("vgg11", Models.options().withWidth(2).withNumClasses(3));
        assertThat(narrow).hasToString(new VGG(VGG.options(VGG.Depth.VGG11).withWidth(2).withNumClasses(3)).toString());
    }

    @Test
    void small_networks_take_the_pictures_they_are_made_for() {
        for (String name : new String[]{"cnn", "lenet5"}) {
            Tensor picture = Tensor.zeros(Models.picture(name).prepend(2).toArray());
            assertThat(Models.create(name).forward(picture).shape()).isEqualTo(Shape.of(2, 10));
        }
        assertThat(Models.picture("vgg19_bn")).isEqualTo(Shape.of(3, 224, 224));
    }

    @Test
    void unknown_names_and_options_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Models.create("resnet17"))
                .withMessageStartingWith(
                        "[models] there is no model 'resnet17'; choose from cnn, lenet5, alexnet, vgg11");
        assertThatIllegalArgumentException().isThrownBy(() -> Models.picture(""))
                .withMessageStartingWith("[models] there is no model ''");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.create("resnet18", Models.options().withDropout(0.5)))
                .withMessage("[models] resnet18 has no dropout that could be set; leave it out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.create("cnn", Models.options().withNumClasses(3)))
                .withMessage("[models] cnn has no numClasses that could be set; leave it out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Models.create("alexnet", Models.options().withNumClasses(0)))
                .withMessage("[AlexNet] numClasses must be at least 1, but is 0");
    }
}
