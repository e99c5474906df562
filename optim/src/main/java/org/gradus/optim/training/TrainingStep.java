package org.gradus.optim.training;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.layers.Layer;
import org.gradus.layers.Loss;
import org.gradus.optim.Gradients;
import org.gradus.optim.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * One step of an optimiser along the gradient of the mean loss of a few batches.
 *
 * @param clipNorm the bound of the gradients' norm, if there is one
 */
record TrainingStep(Layer model, Loss loss, Optimizer<?> optimizer, OptionalDouble clipNorm) {

    /** What a batch gave before the step. */
    record Seen(Batch batch, Tensor scores, double loss) {}

    /** That a loss is no finite number. */
    static final class NonFiniteLoss extends ArithmeticException {

        private static final long serialVersionUID = 1;

        private final double loss;

        private NonFiniteLoss(double loss) {
            super("the loss is " + loss);
            this.loss = loss;
        }

        double loss() {
            return loss;
        }
    }

    /**
     * Takes the step; each batch counts the same. An optimiser that evaluates the loss several times sees the same batches
     * again, and what is returned is from the first time.
     *
     * @throws NonFiniteLoss before anything is changed
     */
    List<Seen> take(List<Batch> batches) {
        List<Seen> seen = new ArrayList<>();
        optimizer.step(() -> {
            optimizer.zeroGrad();
            boolean first = seen.isEmpty();
            @Nullable
            Tensor sum = null;
            for (Batch batch : batches) {
                Tensor scores = model.forward(batch.inputs());
                Tensor value = checked(loss.forward(scores, batch.targets()));
                if (first) {
                    seen.add(new Seen(batch, scores.detach(), finite(value.item())));
                }
                Tensor part = batches.size() == 1 ? value : value.div(batches.size());
                part.backward();
                sum = sum == null ? part.detach() : sum.add(part.detach());
            }
            clipNorm.ifPresent(bound -> Gradients.clipGradNorm(parameters(), bound));
            return Objects.requireNonNull(sum);
        });
        return seen;
    }

    ImmutableList<Parameter> parameters() {
        return optimizer.groups().stream().flatMap(group -> group.parameters().stream())
                .collect(ImmutableList.toImmutableList());
    }

    static Tensor checked(Tensor value) {
        checkArgument(value.numel() == 1,
                "[trainer] a loss must be a single number, but is %s; build it with Reduction.MEAN", value.type());
        return value;
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new NonFiniteLoss(value);
        }
        return value;
    }

    /** The mean loss of a step's batches. */
    static double meanLoss(List<Seen> seen) {
        return seen.stream().mapToDouble(Seen::loss).sum() / seen.size();
    }
}
