package org.gradus.examples.fit;

import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import org.gradus.optim.CosineAnnealingLR;
import org.gradus.optim.OneCycleLR;
import org.gradus.optim.Optimizer;
import org.gradus.optim.StepLR;
import org.gradus.optim.training.Schedule;
import org.gradus.optim.training.TrainerOptions;

/** The ways that a command line names for the learning rate to go. */
final class Schedules {

    /** Adds one to the options of a training of so many steps in all. */
    private interface Maker {

        TrainerOptions add(TrainerOptions options, Optimizer<?> optimizer, int steps);
    }

    private static final Choice<Maker> NAMED = new Choice<>("schedule", ImmutableMap.of(
            "constant", (options, _, _) -> options,
            "cosine", (options, optimizer, steps) -> options
                    .withSchedule(Schedule.perStep(new CosineAnnealingLR(optimizer, steps))),
            "one-cycle", (options, optimizer, steps) -> options.withSchedule(Schedule.perStep(
                    new OneCycleLR(optimizer, optimizer.groups().getFirst().learningRate(), steps))),
            "step", (options, optimizer, _) -> options.withSchedule(
                    Schedule.perEpoch(new StepLR(optimizer, Math.max(1, options.epochs() / 3))))));

    /** The names that {@code --help} lists. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return NAMED.byName().keySet().iterator();
        }
    }

    private Schedules() {}

    /** These options with the schedule of this name. @throws IllegalArgumentException if there is none */
    static TrainerOptions add(String name, TrainerOptions options, Optimizer<?> optimizer, int steps) {
        return NAMED.of(name).add(options, optimizer, steps);
    }
}
