package org.gradus.examples.peers.torch;

import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Sums of products by equations, systems of equations, inverses, determinants and decompositions. */
final class TorchLinearAlgebra {

    private TorchLinearAlgebra() {}

    static void addTo(TorchOperations table) {
        table.add("einsum", c -> torch.einsum(c.attributes().text("equation"), c.all()));
        table.add("solve", c -> torch.linalg_solve(c.x(), c.y()));
        table.add("inverse", c -> torch.linalg_inv(c.x()));
        table.add("matrixPower", c -> torch.linalg_matrix_power(c.x(), c.integer("exponent")));
        table.add("lstsq", c -> torch.linalg_lstsq(c.x(), c.y(), new DoubleOptional(),
                new StringViewOptional(new BytePointer("gels"))).get0());
        table.add("solveTriangular", c -> torch.linalg_solve_triangular(c.x(), c.y(), c.flag("upper"), c.flag("left"),
                c.flag("unitriangular")));
        table.add("det", c -> torch.linalg_det(c.x()));
        table.addMany("slogdet", c -> both(torch.linalg_slogdet(c.x())));
        table.add("logdet", c -> torch.logdet(c.x()));
        table.add("cholesky", c -> torch.linalg_cholesky(c.x(), c.flag("upper")));
        table.add("choleskySolve", c -> torch.cholesky_solve(c.x(),
                c.flag("upper") ? torch.triu(c.y()) : torch.tril(c.y()), c.flag("upper")));
        table.addMany("qr", c -> both(torch.linalg_qr(c.x())));
        table.addMany("qrComplete", c -> both(torch.linalg_qr(c.x(), "complete")));
    }

    private static List<Tensor> both(T_TensorTensor_T pair) {
        return List.of(pair.get0(), pair.get1());
    }
}
