"""Writes elementwise.json: what PyTorch's element-wise functions and their gradients are in float64, kinks included.

Run with PyTorch 2.13 (CPU): python elementwise.py > elementwise.json
"""

import json
import math

import torch
import torch.nn.functional as F

inf = math.inf
nan = math.nan
REAL = [-800.0, -50.0, -20.5, -6.0, -3.0, -1.5, -1.0, -0.5, -0.25, -1e-9, -0.0, 0.0, 1e-9, 0.25, 0.5, 1.0, 1.5, 2.5,
        3.0, 6.0, 20.0, 20.5, 50.0, 800.0]
ALL = [-inf, *REAL, inf, nan]
HALF_LINE = [0.0, 1e-300, 1e-9, 0.25, 1.0, 2.0, 8.0, 1e9, 1e300, inf, -1.0, nan]
UNIT = [-1.5, -1.0, -0.96875, -0.5, -1e-9, 0.0, 1e-9, 0.5, 0.96875, 1.0, 1.5, nan]

cases = {}


def plain(values):
    return [value if math.isfinite(value) else str(value) for value in values]


def of_one(name, function, xs):
    x = torch.tensor(xs, dtype=torch.float64, requires_grad=True)
    y = function(x)
    y.backward(torch.ones_like(y))
    cases[name] = {"x": plain(xs), "y": plain(y.tolist()), "gx": plain(x.grad.tolist())}


def of_two(name, function, pairs):
    a = torch.tensor([pair[0] for pair in pairs], dtype=torch.float64, requires_grad=True)
    b = torch.tensor([pair[1] for pair in pairs], dtype=torch.float64, requires_grad=True)
    y = function(a, b)
    y.backward(torch.ones_like(y))
    cases[name] = {"a": plain(a.tolist()), "b": plain(b.tolist()), "y": plain(y.tolist()),
                   "ga": plain(a.grad.tolist()), "gb": plain(b.grad.tolist())}


for name in ["abs", "sign", "floor", "ceil", "round", "trunc", "expm1", "square", "reciprocal", "erf", "erfc", "sinh",
             "cosh", "atan", "asinh"]:
    of_one(name, getattr(torch, name), ALL)
for name in ["exp2", "sin", "cos", "tan"]:
    of_one(name, getattr(torch, name), REAL)
for name in ["sqrt", "rsqrt", "log1p", "log2", "log10", "acosh"]:
    of_one(name, getattr(torch, name), HALF_LINE)
for name in ["asin", "acos", "atanh"]:
    of_one(name, getattr(torch, name), UNIT)
of_one("clamp", lambda x: torch.clamp(x, -1, 1.5), [-inf, *REAL, inf])
of_one("clampMin", lambda x: torch.clamp(x, min=0.5), [-inf, *REAL, inf])
of_one("clampMax", lambda x: torch.clamp(x, max=0.5), [-inf, *REAL, inf])
for exponent in [0.0, 1.0, 2.0, 3.0, 0.5, -1.0, 2.5]:
    of_one(f"pow {exponent}", lambda x: torch.pow(x, exponent), REAL)
for base in [0.0, 0.5, 2.0]:
    of_one(f"{base} pow", lambda x: torch.pow(base, x), REAL)
of_one("step", lambda x: torch.heaviside(x.detach(), torch.ones((), dtype=x.dtype)) + 0 * x, REAL)

for name in ["leaky_relu", "elu", "selu", "celu", "gelu", "silu", "mish", "softplus", "softsign", "hardtanh", "relu6",
             "hardswish", "logsigmoid", "hardshrink", "softshrink", "tanhshrink"]:
    of_one(name, getattr(F, name), REAL)
# Whole vectors: what PyTorch does at NaN in the rest of a vector differs in places.
for name in ["leaky_relu", "softplus", "hardtanh", "relu6", "hardshrink", "softshrink"]:
    of_one(f"{name}, not finite", getattr(F, name), [-inf, inf, nan, nan] * 4)
# F.hardsigmoid's own gradient is float32's 1/6 in float64 too.
of_one("hardsigmoid", lambda x: F.relu6(x + 3) / 6, REAL)
of_one("gelu, tanh", lambda x: F.gelu(x, approximate="tanh"), REAL)
of_one("leaky_relu -0.5", lambda x: F.leaky_relu(x, -0.5), REAL)
of_one("elu 0.5", lambda x: F.elu(x, 0.5), REAL)
of_one("celu 2", lambda x: F.celu(x, 2.0), REAL)
of_one("softplus 2 3", lambda x: F.softplus(x, 2, 3), REAL)
of_one("threshold 0.5 7", lambda x: F.threshold(x, 0.5, 7.0), ALL)

of_two("pow", torch.pow, [(0.0, 0.0), (0.0, 1.0), (0.0, 2.0), (0.0, 0.5), (0.0, -1.0), (2.0, 0.0), (2.0, -1.5),
                          (-2.0, 2.0), (-2.0, 3.0), (-2.0, 0.5), (1.0, nan), (1.0, inf), (inf, 0.0), (0.0, inf),
                          (-1.0, -inf), (-0.0, 3.0)])
of_two("atan2", torch.atan2, [(0.0, 0.0), (0.0, 1.0), (0.0, -1.0), (-0.0, -1.0), (1.0, 0.0), (-1.0, 0.0), (3.0, 4.0),
                              (-3.0, -4.0), (nan, 1.0)])
for name in ["maximum", "minimum"]:
    of_two(name, getattr(torch, name), [(1.0, 1.0), (1.0, 2.0), (2.0, 1.0), (-inf, 1.0), (inf, inf), (nan, 1.0)])
for name in ["fmod", "remainder"]:
    of_two(name, getattr(torch, name), [(5.0, 3.0), (-5.0, 3.0), (5.0, -3.0), (-5.0, -3.0), (1.0, inf), (6.0, 3.0),
                                        (-6.0, 3.0), (0.7, 0.2)])
of_two("logaddexp", torch.logaddexp, [(0.0, 0.0), (1.0, 2.0), (800.0, 799.0), (-800.0, -801.0), (-inf, 1.0),
                                      (1.0, -inf), (-inf, -inf), (inf, inf)])
of_two("xlogy", torch.xlogy, [(0.0, 2.0), (0.0, inf), (1.0, 0.0), (2.0, 3.0), (-1.0, 0.5), (0.0, nan)])
of_two("prelu", lambda a, b: F.prelu(a.reshape(1, -1), b).flatten(), [(x, 0.25) for x in REAL])
for weight in [0.25, 0.75]:
    of_two(f"lerp {weight}", lambda a, b: torch.lerp(a, b, weight), [(1.0, 3.0), (-0.1, 0.7)])

print(json.dumps({"torch": torch.__version__.split("+")[0], "cases": cases}, separators=(",", ":")))
