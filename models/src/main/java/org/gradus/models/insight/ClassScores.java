package org.gradus.models.insight;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Node;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.op.LogSoftmaxOp;
import org.gradus.core.op.SoftmaxOp;

/**
 * The scores that a model gives classes, to be differentiated. Where it ends with a softmax, those before it are taken: the
 * probability of a class also grows where another class loses.
 *
 * @param recorded [N,classes]; of a softmax's input the tape may keep no values, and none are needed
 */
record ClassScores(Tensor recorded) {

    static ClassScores of(String asked, Tensor output) {
        checkArgument(output.shape().rank() == 2, "[%s] the model must give scores [N,classes], but gave %s", asked,
                output.type());
        Node node = output.node();
        boolean softmax = node != null && (node.op() instanceof LogSoftmaxOp || node.op() instanceof SoftmaxOp);
        return new ClassScores(softmax ? node.inputs().getFirst() : output);
    }

    /** ∂ Σₙ score(n, classesₙ) / ∂ input, of the input's shape. */
    Tensor gradient(String asked, Tensor classes, Tensor input) {
        Shape shape = recorded.shape();
        checkArgument(classes.dtype() == DType.INT64 && classes.shape().equals(Shape.of(shape.size(0))),
                "[%s] the classes must be int64[%s], one for each picture, but are %s", asked, shape.size(0),
                classes.type());
        float[] chosen = new float[shape.numel()];
        long[] labels = classes.toLongArray();
        for (int n = 0; n < labels.length; n++) {
            checkArgument(labels[n] >= 0 && labels[n] < shape.size(1),
                    "[%s] class %s of picture %s is none of the model's %s classes, counted from 0", asked, labels[n],
                    n, shape.size(1));
            chosen[n * shape.size(1) + Math.toIntExact(labels[n])] = 1;
        }
        Tensor cotangent = Tensor.wrap(chosen, shape).to(recorded.dtype());
        return Autograd.grad(List.of(recorded), List.of(input), GradOptions.DEFAULT.withCotangents(cotangent))
                .getFirst();
    }
}
