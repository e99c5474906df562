package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.RngState;
import org.gradus.optim.Notes;
import org.gradus.optim.StateDict;

/** A random number generator's state as tensors and notes. */
final class GeneratorState {

    private static final String WORDS = "words";
    private static final String SEED = "initial_seed";
    private static final String POSITION = "position";
    private static final String SPARE = "spare_normal";

    private GeneratorState() {}

    static StateDict save(RngState state) {
        long[] words = state.words().stream().asLongStream().toArray();
        Notes notes = Notes.NONE.with(SEED, state.initialSeed()).with(POSITION, state.position());
        if (state.spareNormal().isPresent()) {
            notes = notes.with(SPARE, state.spareNormal().getAsDouble());
        }
        return new StateDict(ImmutableMap.of(WORDS, Tensor.wrap(words, Shape.of(words.length))), notes);
    }

    /** @throws IllegalArgumentException if it is no state of a generator */
    static RngState load(StateDict state) {
        Tensor words = state.tensors().get(WORDS);
        checkArgument(words != null && words.dtype() == DType.INT64,
                "[trainer] a generator's words should be int64, but %s", words == null
                        ? "are missing"
                        : "are " + words.type());
        Notes notes = state.notes();
        return new RngState(notes.integer(SEED),
                ImmutableIntArray.copyOf(Arrays.stream(words.toLongArray()).mapToInt(word -> (int) word)),
                Math.toIntExact(notes.integer(POSITION)),
                notes.has(SPARE) ? OptionalDouble.of(notes.real(SPARE)) : OptionalDouble.empty());
    }
}
