package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Iterator;
import org.gradus.core.data.Batch;
import org.gradus.core.data.DataLoader;
import org.gradus.core.data.DataLoaderOptions;
import org.gradus.core.random.Rng;
import org.gradus.core.random.RngState;
import org.gradus.optim.Notes;
import org.gradus.optim.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * Where an epoch stands in its loader: the generator's state when the epoch began, from which the order follows, and how
 * many batches were taken since.
 */
final class LoaderPosition {

    private static final String TAKEN = "taken";
    private static final String LOADER = "loader";
    private static final String BEGUN = "begun.";
    private static final String OWN = "own.";

    private @Nullable RngState begun;
    private String description = "";
    private int taken;
    /** The generator of the loader's own, if it has one. */
    private @Nullable Rng own;
    /** What that generator has to go on from, as soon as the loader is known. */
    private @Nullable Loaded loaded;

    private record Loaded(@Nullable RngState own) {}

    /** From now on the epochs are this loader's. */
    void attach(DataLoader loader) {
        Rng rng = loader.options().rng();
        if (loaded != null) {
            RngState state = loaded.own();
            checkArgument((state == null) == (rng == null),
                    "[trainer] the state is of a training whose loader %s generator of its own, but this loader has %s; give it the same options",
                    state == null ? "had no" : "had a", rng == null ? "none" : "one");
            if (rng != null && state != null) {
                rng.restore(state);
            }
            loaded = null;
        }
        own = rng;
    }

    boolean isWithinEpoch() {
        return begun != null;
    }

    int taken() {
        return taken;
    }

    /** Begins an epoch, or goes on with the one that was begun. @throws IllegalArgumentException if the loader is another */
    Iterator<Batch> open(DataLoader loader) {
        Rng rng = own == null ? Rng.global() : own;
        if (begun == null) {
            begun = rng.state();
            description = describe(loader);
            taken = 0;
            return loader.iterator();
        }
        checkArgument(description.equals(describe(loader)),
                "[trainer] the epoch was begun with %s, but is to go on with %s; give the same loader", description,
                describe(loader));
        RngState now = rng.state();
        rng.restore(begun);
        Iterator<Batch> rest = loader.iteratorFrom(taken);
        rng.restore(now);
        return rest;
    }

    private static String describe(DataLoader loader) {
        DataLoaderOptions options = loader.options();
        return "%s samples in batches of %s, shuffle=%s, dropLast=%s".formatted(loader.dataset().size(),
                options.batchSize(), options.shuffle(), options.dropLast());
    }

    void take(int batches) {
        taken += batches;
    }

    /** The epoch is over. */
    void close() {
        begun = null;
        taken = 0;
    }

    StateDict stateDict() {
        Notes notes = Notes.NONE.with(TAKEN, taken).with(LOADER, description);
        StateDict state = new StateDict(StateDict.NONE.tensors(), notes);
        if (begun != null) {
            state = state.with(BEGUN, GeneratorState.save(begun));
        }
        RngState ownState = loaded != null ? loaded.own() : own == null ? null : own.state();
        return ownState == null ? state : state.with(OWN, GeneratorState.save(ownState));
    }

    /**
     * Checks a state.
     *
     * @return takes it over
     * @throws IllegalArgumentException if it does not fit
     */
    Runnable loaderOf(StateDict state) {
        int loadedTaken = Math.toIntExact(state.notes().integer(TAKEN));
        String loadedDescription = state.notes().text(LOADER);
        RngState loadedBegun = generator(state.part(BEGUN));
        var pending = new Loaded(generator(state.part(OWN)));
        return () -> {
            taken = loadedTaken;
            description = loadedDescription;
            begun = loadedBegun;
            loaded = pending;
        };
    }

    private static @Nullable RngState generator(StateDict state) {
        return state.tensors().isEmpty() ? null : GeneratorState.load(state);
    }
}
