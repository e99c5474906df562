package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.core.Tensor;
import org.gradus.core.io.TensorFiles;
import org.gradus.layers.Layer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a trained network, for commands to mix in. */
final class Trained {

    /** What the names of a training's state begin with where they are the network's. */
    private static final String OF_MODEL = "model.";

    @Option(names = "--run", paramLabel = "DIR", required = true,
            description = "The folder of a run of the example train, with its file " + Recipe.FILE)
    private Path run;

    @Option(names = "--weights", paramLabel = "FILE",
            description = "Weights, or a whole state, in safetensors, npz or PyTorch's format. Default: best.safetensors of the run")
    private @Nullable Path weights;

    /** How the network is built and fed. */
    Recipe recipe() throws IOException {
        return Recipe.read(run);
    }

    /** Where its weights are. */
    Path weights() {
        return weights == null ? run.resolve("best.safetensors") : weights;
    }

    /**
     * The network with its weights, ready to be asked.
     *
     * @throws IOException if the weights cannot be read
     * @throws IllegalArgumentException if they are not this network's
     */
    Layer network(Recipe recipe) throws IOException {
        ImmutableMap<String, Tensor> all = TensorFiles.load(weights());
        ImmutableMap.Builder<String, Tensor> own = ImmutableMap.builder();
        Maps.filterKeys(all, name -> name.startsWith(OF_MODEL))
                .forEach((name, tensor) -> own.put(name.substring(OF_MODEL.length()), tensor));
        ImmutableMap<String, Tensor> state = own.buildOrThrow();
        checkArgument(!all.isEmpty(), "[weights] %s holds no tensors", weights());
        Layer network = recipe.network();
        network.loadStateDict(state.isEmpty() ? all : state);
        network.eval();
        return network;
    }
}
