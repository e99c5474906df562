package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CaseFormat;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.jspecify.annotations.Nullable;

/** y = a and, or, xor b for truth values, element by element, broadcast; no gradient flows. */
public record LogicalOp(Connective connective) implements ZipOp {

    /** How two truth values are combined. */
    public enum Connective {
        /** Both are true. */
        AND,
        /** At least one is true. */
        OR,
        /** Exactly one is true. */
        XOR
    }

    /** y = whether both are true. */
    public static Tensor logicalAnd(Tensor a, Tensor b) {
        return new LogicalOp(Connective.AND).apply(a, b);
    }

    /** y = whether at least one is true. */
    public static Tensor logicalOr(Tensor a, Tensor b) {
        return new LogicalOp(Connective.OR).apply(a, b);
    }

    /** y = whether exactly one is true. */
    public static Tensor logicalXor(Tensor a, Tensor b) {
        return new LogicalOp(Connective.XOR).apply(a, b);
    }

    /** y = whether x is false. */
    public static Tensor logicalNot(Tensor x) {
        return logicalXor(x, Tensor.full(Shape.SCALAR, 1, DType.BOOL));
    }

    @Override
    public String name() {
        return "logical" + CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, connective.name());
    }

    @Override
    public TensorType infer(List<Tensor> inputs) {
        for (Tensor input : inputs) {
            checkArgument(input.dtype() == DType.BOOL,
                    "[%s] needs bool, but came %s; compare it to get one, as with ne(0)", name(), input.type());
        }
        return new TensorType(Shape.broadcast(name(), inputs.get(0).shape(), inputs.get(1).shape()), DType.BOOL);
    }

    /** False is 0 and true is 1. */
    @Override
    public double applyAsDouble(double a, double b) {
        return switch (connective) {
            case AND -> a * b;
            case OR -> Math.max(a, b);
            case XOR -> a == b ? 0 : 1;
        };
    }

    @Override
    public @Nullable Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
        return null;
    }

    @Override
    public Saves saves(int argument) {
        return Saves.NOTHING;
    }
}
