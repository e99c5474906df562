package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.Tensor;
import org.gradus.core.io.TensorFiles;
import org.gradus.layers.Layer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a trained network, for commands to mix in: by a run's folder, or by its kind and its weights. */
final class Trained {

    /** What the names of a network's weights begin with in trainings' states and in checkpoints of PyTorch. */
    private static final ImmutableList<String> OF_MODEL = ImmutableList.of("model.", "model_state_dict.", "state_dict.",
            "module.");

    /** The file of a run with the state that was best. */
    static final String BEST = "best.safetensors";

    @Option(names = "--run", paramLabel = "DIR",
            description = "The folder of a run of the example train, with its file " + Recipe.FILE)
    private @Nullable Path run;

    @Option(names = "--weights", paramLabel = "FILE",
            description = "Weights, or a whole state, in safetensors, npz or PyTorch's format. Default: best.safetensors of the run")
    private @Nullable Path weights;

    @Mixin
    private Unrecorded unrecorded;

    /**
     * A network that can be asked.
     *
     * @param areNumbered whether nobody has named its classes
     */
    record Network(Recipe recipe, Layer layer, boolean areNumbered) {}

    /**
     * The network with its weights, in evaluation mode.
     *
     * @param dataset the name of what a network is taken for to have learnt from that has no run's folder
     * @throws IOException if the weights cannot be read
     * @throws IllegalArgumentException if they are not this network's, or the options do not say which it is
     */
    Network load(String dataset) throws IOException {
        checkArgument(run != null || unrecorded.isGiven(),
                "[weights] say which network: --run DIR, the folder of a run of the example train, or --model NAME --weights FILE");
        if (run != null) {
            unrecorded.checkNoneGiven();
            return network(Recipe.read(run), state(weights == null ? run.resolve(BEST) : weights), false);
        }
        checkArgument(weights != null, "[weights] --model %s needs --weights, the file with what it has learnt",
                unrecorded.model());
        Map<String, Tensor> state = state(weights);
        return network(unrecorded.recipe(dataset, state), state, unrecorded.areNumbered());
    }

    /** The folder of the network's run, if it has one. */
    @Nullable
    Path run() {
        return run;
    }

    /** The name of the file with the network's weights. */
    String weightsName() {
        return weights == null ? BEST : weights.toString();
    }

    /** A run's network with the weights of a file; otherwise as {@link #load}. */
    static Layer network(Recipe recipe, Path weights) throws IOException {
        return network(recipe, state(weights), false).layer();
    }

    /** The tensors of a file that are the network's. */
    private static Map<String, Tensor> state(Path file) throws IOException {
        ImmutableMap<String, Tensor> all = TensorFiles.load(file);
        checkArgument(!all.isEmpty(), "[weights] %s holds no tensors", file);
        return ofModel(all);
    }

    /** Those whose names begin so, without that beginning, or else all. */
    private static Map<String, Tensor> ofModel(Map<String, Tensor> all) {
        for (String prefix : OF_MODEL) {
            Map<String, Tensor> own = Maps.filterKeys(all, name -> name.startsWith(prefix));
            if (!own.isEmpty()) {
                ImmutableMap.Builder<String, Tensor> state = ImmutableMap.builder();
                own.forEach((name, tensor) -> state.put(name.substring(prefix.length()), tensor));
                return ofModel(state.buildOrThrow()); // state_dict.module.fc.weight, of a model on several devices
            }
        }
        return all;
    }

    private static Network network(Recipe recipe, Map<String, Tensor> state, boolean areNumbered) {
        Layer network = recipe.network();
        network.loadStateDict(state);
        network.eval();
        return new Network(recipe, network, areNumbered);
    }
}
