"""Writes dropouts.json: what PyTorch's dropouts make of numbers that follow the sine, each after manual_seed(1234).

Run with PyTorch 2.13 (CPU): python dropouts.py > dropouts.json
"""

import json

import torch
import torch.nn.functional as F

FUNCTIONS = {
    "dropout": F.dropout,
    "dropout1d": F.dropout1d,
    "dropout2d": F.dropout2d,
    "dropout3d": F.dropout3d,
    "alphaDropout": F.alpha_dropout,
    "featureAlphaDropout": F.feature_alpha_dropout,
}
cases = []


def wave(dtype, shape):
    count = torch.Size(shape).numel()
    return torch.sin(torch.arange(count, dtype=torch.float64) * 0.7).to(dtype).reshape(shape)


def case(name, shape, p, dtype=torch.float32):
    torch.manual_seed(1234)
    y = FUNCTIONS[name](wave(dtype, shape), p, True)
    cases.append({"function": name, "shape": shape, "p": p, "double": dtype == torch.float64,
                  "values": y.flatten().tolist(), "next": torch.rand(1).item()})


for p in 0.3, 0.5, 0.9:
    case("dropout", [3, 7], p)
    case("dropout1d", [3, 5, 2], p)
    case("dropout2d", [2, 3, 2, 2], p)
    case("dropout3d", [2, 3, 1, 2, 2], p)
    case("alphaDropout", [3, 7], p)
    case("alphaDropout", [3, 7], p, torch.float64)
    case("featureAlphaDropout", [2, 4, 3], p)
case("dropout1d", [7, 2], 0.5)
case("dropout2d", [2, 7, 2], 0.5)
case("dropout3d", [7, 1, 2, 1], 0.5)
case("featureAlphaDropout", [3, 5], 0.5)
case("featureAlphaDropout", [2, 4, 1, 2, 2], 0.5, torch.float64)
for name, shape in ("alphaDropout", [5]), ("featureAlphaDropout", [2, 2, 2]), ("dropout2d", [1, 2, 2, 1]):
    case(name, shape, 0.0)
    case(name, shape, 1.0)

print(json.dumps(cases, separators=(",", ":")))
