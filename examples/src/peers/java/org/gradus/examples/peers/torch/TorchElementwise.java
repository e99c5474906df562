package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.gradus.core.DType;

/** Functions of one or two numbers, element by element, and comparisons. */
final class TorchElementwise {

    private TorchElementwise() {}

    static void addTo(TorchOperations table) {
        table.add("add", c -> torch.add(c.x(), c.y()));
        table.add("sub", c -> torch.subtract(c.x(), c.y()));
        table.add("mul", c -> torch.mul(c.x(), c.y()));
        table.add("div", c -> torch.div(c.x(), c.y()));
        table.add("neg", c -> torch.neg(c.x()));
        table.add("exp", c -> torch.exp(c.x()));
        table.add("log", c -> torch.log(c.x()));
        table.add("tanh", c -> torch.tanh(c.x()));
        table.add("sigmoid", c -> torch.sigmoid(c.x()));
        table.add("relu", c -> torch.relu(c.x()));
        table.add("cast", c -> c.x().to(TorchTensors.type(DType.valueOf(c.attributes().text("dtype")))));
        table.add("eq", c -> torch.eq(c.x(), c.y()));
        table.add("ne", c -> torch.ne(c.x(), c.y()));
        table.add("lt", c -> torch.lt(c.x(), c.y()));
        table.add("le", c -> torch.le(c.x(), c.y()));
        table.add("gt", c -> torch.gt(c.x(), c.y()));
        table.add("ge", c -> torch.ge(c.x(), c.y()));
        table.add("eqNumber", c -> torch.eq(c.x(), number(c)));
        table.add("neNumber", c -> torch.ne(c.x(), number(c)));
        table.add("ltNumber", c -> torch.lt(c.x(), number(c)));
        table.add("leNumber", c -> torch.le(c.x(), number(c)));
        table.add("gtNumber", c -> torch.gt(c.x(), number(c)));
        table.add("geNumber", c -> torch.ge(c.x(), number(c)));
    }

    private static Scalar number(TorchCall call) {
        return new Scalar(call.real("number"));
    }
}
