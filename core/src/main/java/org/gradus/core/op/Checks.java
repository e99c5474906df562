package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/** Checks that several ops' shape functions share; messages begin with the op's name. */
final class Checks {

    private Checks() {}

    /** Both tensors hold elements of the same type. */
    static void sameType(String op, Tensor a, Tensor b) {
        checkArgument(a.dtype() == b.dtype(), "[%s] operands are %s and %s; convert one with to(DType.%s)", op,
                a.type(),
                b.type(), a.dtype().name());
    }

    /** The tensor holds floating-point numbers. */
    static void floating(String op, Tensor x) {
        checkArgument(x.dtype().isFloatingPoint(),
                "[%s] needs float32 or float64, but came %s; convert it with to(DType.FLOAT32)", op,
                x.type());
    }

    /** The tensor holds numbers. */
    static void numeric(String op, Tensor x) {
        checkArgument(x.dtype() != DType.BOOL, "[%s] needs numbers, but came %s; convert it with to(DType.FLOAT32)", op,
                x.type());
    }

    /** Two tensors hold floating-point numbers of one type, in one shape. */
    static void alike(String op, Tensor input, Tensor target) {
        floating(op, input);
        sameType(op, input, target);
        sameShape(op, input, target);
    }

    /** Two tensors have one shape: broadcasting what a model gives against what it should give is a mistake as a rule. */
    static void sameShape(String op, Tensor input, Tensor target) {
        checkArgument(input.shape().equals(target.shape()),
                "[%s] input %s and target %s must have the same shape; reshape or expand one", op, input.shape(),
                target.shape());
    }

    /** The tensor has a number of dimensions, called by these names. */
    static void rank(String op, String what, Tensor x, String names) {
        int rank = names.split(",").length;
        checkArgument(x.shape().rank() == rank, "[%s] %s must be [%s], but is %s; reshape it", op, what, names,
                x.shape());
    }

    /** The tensor has the shape that an op with all sizes in its attributes was made for. */
    static void shape(String op, String what, Tensor x, Shape expected) {
        checkArgument(x.shape().equals(expected),
                "[%s] %s must be %s, for which this op was made, but is %s; make another",
                op, what, expected, x.shape());
    }

    /** Dimensions counted from 0 and ascending; all of them if none is named. */
    static ImmutableIntArray dims(String op, Shape shape, int... dims) {
        boolean[] named = new boolean[shape.rank()];
        for (int dim : dims) {
            int axis = shape.axis(op, dim);
            checkArgument(!named[axis], "[%s] dimension %s of %s is named twice in %s; name it once", op, dim, shape,
                    Arrays.toString(dims));
            named[axis] = true;
        }
        var builder = ImmutableIntArray.builder(shape.rank());
        for (int d = 0; d < named.length; d++) {
            if (named[d] || dims.length == 0) {
                builder.add(d);
            }
        }
        return builder.build();
    }
}
