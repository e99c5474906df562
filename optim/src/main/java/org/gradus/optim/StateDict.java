package org.gradus.optim;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.Tensor;
import org.gradus.core.io.SafeTensors;
import org.gradus.core.io.TensorFileException;

/**
 * Named tensors and notes that say where a training stands: what a model, an optimiser, a schedule or a running average of
 * weights needs to go on as if it had never stopped. Several fit into one file:
 *
 * {@snippet :
 * StateDict.NONE.with("model.", StateDict.of(model.stateDict()))
 *         .with("optimizer.", optimizer.stateDict())
 *         .with("schedule.", schedule.stateDict())
 *         .save(file);
 *
 * StateDict saved = StateDict.load(file);
 * model.loadStateDict(saved.part("model.").tensors());
 * optimizer.loadStateDict(saved.part("optimizer."));
 * schedule.loadStateDict(saved.part("schedule."));
 * }
 *
 * @param tensors the tensors by name, which nothing changes later
 * @param notes numbers, flags and words by name
 */
public record StateDict(ImmutableMap<String, Tensor> tensors, Notes notes) {

    /** Nothing. */
    public static final StateDict NONE = of(ImmutableMap.of());

    /** Tensors without notes. */
    public static StateDict of(Map<String, Tensor> tensors) {
        return new StateDict(ImmutableMap.copyOf(tensors), Notes.NONE);
    }

    /** This and another, its names behind a prefix. */
    public StateDict with(String prefix, StateDict other) {
        ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
        all.putAll(tensors);
        other.tensors.forEach((name, tensor) -> all.put(prefix + name, tensor));
        return new StateDict(all.buildKeepingLast(), notes.with(prefix, other.notes));
    }

    /** What is named so, under the rest of the names. */
    public StateDict part(String prefix) {
        ImmutableMap.Builder<String, Tensor> part = ImmutableMap.builder();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return new StateDict(part.buildOrThrow(), notes.part(prefix));
    }

    /** Writes this into a safetensors file, the notes as its metadata. @throws IOException if it cannot be written */
    public void save(Path file) throws IOException {
        SafeTensors.save(file, tensors, notes.values());
    }

    /**
     * Reads a file that {@link #save} wrote.
     *
     * @throws TensorFileException if the file is not valid
     * @throws IOException if the file cannot be read
     */
    public static StateDict load(Path file) throws IOException {
        return new StateDict(SafeTensors.load(file), Notes.of(SafeTensors.metadata(file)));
    }
}
