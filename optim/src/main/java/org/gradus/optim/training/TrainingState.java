package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.data.DataLoader;
import org.gradus.core.random.Rng;
import org.gradus.core.random.RngState;
import org.gradus.optim.Notes;
import org.gradus.optim.StateDict;
import org.gradus.optim.training.Trainer.Counters;

/** Takes a trainer's state and puts it back; what was there before comes back if a part does not fit. */
record TrainingState(Trainer trainer) {

    private static final String MODEL = "model.";
    private static final String OPTIMIZER = "optimizer.";
    private static final String SCHEDULE = "schedule.";
    private static final String HAS_SCHEDULE = "trainer.schedule";
    private static final String LOSS = "loss.";
    private static final String SCORE = "score.";
    private static final String POSITION = "position.";
    private static final String GENERATORS = "trainer.generators";

    private static String generator(int index) {
        return "generator." + index + ".";
    }

    StateDict save() {
        Schedule schedule = trainer.options().schedule();
        Counters counters = trainer.counters();
        List<Rng> generators = generators();
        Notes notes = Notes.NONE.with("trainer.epochs", counters.epochs()).with("trainer.steps", counters.steps())
                .with("trainer.loss", counters.loss()).with("trainer.learning_rate", counters.learningRate())
                .with(HAS_SCHEDULE, schedule != null).with(GENERATORS, generators.size());
        StateDict state = new StateDict(StateDict.NONE.tensors(), notes)
                .with(MODEL, StateDict.of(trainer.model().stateDict()))
                .with(LOSS, StateDict.of(trainer.loss().stateDict()))
                .with(OPTIMIZER, trainer.optimizer().stateDict())
                .with(SCORE, trainer.score().stateDict())
                .with(POSITION, trainer.position().stateDict());
        if (schedule != null) {
            state = state.with(SCHEDULE, schedule.stateDict());
        }
        for (int i = 0; i < generators.size(); i++) {
            state = state.with(generator(i), GeneratorState.save(generators.get(i).state()));
        }
        for (var callback : callbacks().entrySet()) {
            state = state.with(callback.getKey(), callback.getValue().stateDict());
        }
        return state;
    }

    void load(StateDict state) {
        StateDict before = save();
        try {
            put(state);
        } catch (RuntimeException e) {
            put(before);
            throw e;
        }
    }

    private void put(StateDict state) {
        Notes notes = state.notes();
        Schedule schedule = trainer.options().schedule();
        checkArgument(notes.flag(HAS_SCHEDULE) == (schedule != null),
                "[trainer] the state is of a training %s schedule, but this one has %s; nothing was loaded",
                notes.flag(HAS_SCHEDULE) ? "with a" : "without a", schedule == null ? "none" : "one");
        var counters = new Counters(Math.toIntExact(notes.integer("trainer.epochs")), notes.integer("trainer.steps"),
                notes.real("trainer.loss"), notes.real("trainer.learning_rate"));
        List<RngState> generators = generators(state);
        Runnable position = trainer.position().loaderOf(state.part(POSITION));

        trainer.model().loadStateDict(state.part(MODEL).tensors());
        trainer.loss().loadStateDict(state.part(LOSS).tensors());
        if (schedule != null) {
            schedule.loadStateDict(state.part(SCHEDULE));
        }
        trainer.optimizer().loadStateDict(state.part(OPTIMIZER)); // behind the schedule: the rates are those that were
        trainer.score().loadStateDict(state.part(SCORE));
        callbacks().forEach((prefix, callback) -> load(callback, state.part(prefix)));
        for (int i = 0; i < generators.size(); i++) {
            generators().get(i).restore(generators.get(i));
        }
        position.run();
        trainer.setCounters(counters);
    }

    private static void load(Callback callback, StateDict state) {
        if (!state.equals(StateDict.NONE)) {
            callback.loadStateDict(state);
        }
    }

    private List<RngState> generators(StateDict state) {
        int saved = Math.toIntExact(state.notes().integer(GENERATORS));
        checkArgument(saved == generators().size(),
                "[trainer] the state has %s random number generators, but this training has %s: the global one, the validation loader's own, and those of the options; nothing was loaded",
                saved, generators().size());
        List<RngState> states = new ArrayList<>();
        for (int i = 0; i < saved; i++) {
            states.add(GeneratorState.load(state.part(generator(i))));
        }
        return states;
    }

    /** All generators but that of the training loader's own, which is part of the position. */
    ImmutableList<Rng> generators() {
        ImmutableList.Builder<Rng> all = ImmutableList.builder();
        all.add(Rng.global());
        DataLoader validation = trainer.options().validation();
        if (validation != null && validation.options().rng() != null) {
            all.add(validation.options().rng());
        }
        return all.addAll(trainer.options().generators()).build();
    }

    /** The callbacks by the prefix of their states: the class's name, and a number within the class. */
    private Map<String, Callback> callbacks() {
        Map<String, Callback> all = new LinkedHashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (Callback callback : trainer.options().callbacks()) {
            String type = callback.getClass().getSimpleName();
            int number = numbers.merge(type, 1, Integer::sum) - 1;
            all.put("callback." + type + "." + number + ".", callback);
        }
        return all;
    }
}
