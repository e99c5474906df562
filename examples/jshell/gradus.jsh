import org.gradus.core.*
import org.gradus.core.data.*
import org.gradus.core.gradcheck.*
import org.gradus.core.io.*
import org.gradus.core.random.Rng
import org.gradus.layers.*
import org.gradus.models.*
import org.gradus.models.datasets.*
import org.gradus.models.download.*
import org.gradus.models.transforms.*
import org.gradus.optim.*
import org.gradus.core.op.ClassLosses
import org.gradus.core.op.LinAlg
import static org.gradus.core.gradcheck.diagnosis.GradientAssertion.assertThatGradientOf

/** A tensor of these numbers, [n]. */
Tensor tensor(double... values) { return Tensor.of(values).to(DType.FLOAT32); }

/** Random normal numbers from the global generator. */
Tensor randn(int... shape) { return Tensor.randn(Rng.global(), shape); }

/** The gradient of a sum of what a function gives, at x. */
Tensor gradient(java.util.function.UnaryOperator<Tensor> f, Tensor x) {
    Parameter at = new Parameter(x);
    f.apply(at).sum().backward();
    return at.grad();
}

/** Checks the gradient of a function at a random point of a shape. */
void check(java.util.function.UnaryOperator<Tensor> f, int... shape) {
    System.out.println(assertThatGradientOf(f).at(randn(shape).to(DType.FLOAT64)).isCorrect());
}

System.out.println("Gradus: tensor(1, 2), randn(2, 3), gradient(x -> x.square(), tensor(1, 2)), check(x -> x.tanh(), 3)")
