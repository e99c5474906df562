package org.gradus.optim.training;

import java.util.ArrayList;
import java.util.List;
import org.gradus.layers.Module;

/** Whether each part of a model is in training or evaluation mode. */
final class Modes {

    private Modes() {}

    /** Notes the modes as they are. @return puts them back */
    static Runnable of(Module model) {
        List<Runnable> changes = new ArrayList<>();
        // each module sets all below it, so those that contain it come first
        model.apply(module -> {
            boolean training = module.isTraining();
            changes.addFirst(() -> module.train(training));
        });
        return () -> changes.forEach(Runnable::run);
    }
}
