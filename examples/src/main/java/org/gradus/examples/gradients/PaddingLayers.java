package org.gradus.examples.gradients;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.layers.CircularPad1d;
import org.gradus.layers.CircularPad2d;
import org.gradus.layers.ConstantPad1d;
import org.gradus.layers.ConstantPad2d;
import org.gradus.layers.ReflectionPad1d;
import org.gradus.layers.ReflectionPad2d;
import org.gradus.layers.ReplicationPad1d;
import org.gradus.layers.ReplicationPad2d;
import org.gradus.layers.ZeroPad1d;
import org.gradus.layers.ZeroPad2d;

/** Paddings of sequences and of images. */
final class PaddingLayers {

    private PaddingLayers() {}

    static List<LayerCase> cases() {
        return Stream.of(new ConstantPad1d(2, 0.5), new CircularPad1d(2), new ReflectionPad1d(2),
                new ReplicationPad1d(2), new ZeroPad1d(2), new ConstantPad2d(1, 0.5), new CircularPad2d(1),
                new ReflectionPad2d(1), new ReplicationPad2d(1), new ZeroPad2d(1))
                .map(padding -> LayerCase.of(padding, 2, 2, 3, 4)).toList();
    }
}
