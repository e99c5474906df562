"""Writes rng-extra.json: what rng-seed1234.json leaves out (large fills, awkward ranges, mixed draws, loaders).

Run with PyTorch 2.13.0 on an x86-64 CPU with AVX2, as `python rng-extra.py`. Large results are stored as the SHA-256
of their little-endian bytes, so that a million values are compared to the last bit without shipping them.
"""

import hashlib
import json
import pathlib

import torch
from torch.utils.data import DataLoader

F32, F64, I64 = torch.float32, torch.float64, torch.int64
cases = {}


def case(name, draw, seed=1234):
    torch.manual_seed(seed)
    cases[name] = draw()


def sha(tensor):
    return hashlib.sha256(tensor.numpy().tobytes()).hexdigest()


def raw64():
    """The next 64 bits of the generator as a signed number: shows where the generator stands."""
    return torch.empty((), dtype=I64).random_(-(2**63), None).item()


for seed in (0, 5489, 2**31 - 1, 2**31, 2**32 - 1, 2**32 + 7, 2**63 - 1, -1, -2, -(2**31)):
    case(f"raw64_x4_seed_{seed}", lambda: [raw64() for _ in range(4)], seed)
for seed in (1234, 2**31 + 12345):
    case(f"raw64_100000_sha_seed_{seed}", lambda: sha(torch.empty(100000, dtype=I64).random_(-(2**63), None)), seed)

for name, dtype in (("float32", F32), ("float64", F64)):
    case(f"uniform_{name}_100000_sha", lambda: sha(torch.empty(100000, dtype=dtype).uniform_(-0.37, 1.9)))
    case(f"randn_{name}_1_then_raw64", lambda: [torch.randn(1, dtype=dtype).item(), raw64()])
    for n in (0, 1, 2, 15, 16, 17, 31, 32, 33):
        case(f"normal_{name}_{n}", lambda: torch.empty(n, dtype=dtype).normal_(0.3, 0.7).tolist() + [raw64()])
case("randn_float32_1000000_sha", lambda: sha(torch.randn(1000000)))
case("normal_float32_1000003_sha", lambda: sha(torch.empty(1000003).normal_(-1.5, 0.02)))
case("randn_float64_10007", lambda: torch.randn(10007, dtype=F64)[:500].tolist())
case("uniform_float32_next_after_one", lambda: torch.empty(40).uniform_(1.0, 1.0 + 2**-23).tolist())

for low, high in ((0, 2**28 - 1), (0, 2**28), (-5, 2**28 - 6), (-5, 2**28 - 5), (-7, 3), (0, 2**40), (0, 1),
                  (-(2**63), 2**63 - 1)):
    case(f"randint_{low}_{high}", lambda: torch.randint(low, high, (6,)).tolist() + [raw64()])

for n in (0, 1, 2, 3):
    case(f"randperm_{n}", lambda: torch.randperm(n).tolist() + [raw64()])
case("randperm_60000_sha", lambda: sha(torch.randperm(60000, dtype=torch.int32)))

for p in (0.0, 0.1, 0.7, 1.0):
    case(f"bernoulli_{p}_100000_sha", lambda: sha(torch.empty(100000, dtype=torch.bool).bernoulli_(p)))
case("dropout_scale_of_p_in_thousandths",
     lambda: [torch.nn.functional.dropout(torch.ones(4096), i / 1000).max().item() for i in range(1, 990)])


def mixed():
    """Small normal fills share one spare value; large fills and other draws leave it alone."""
    out = torch.randn(1).tolist()
    out += torch.rand(2).tolist()
    out += torch.randn(2, dtype=F64).tolist()
    out += torch.randn(16).tolist()
    out += torch.empty(3).normal_(5.0, 0.25).tolist()
    out += torch.randint(0, 100, (2,)).tolist()
    return out + [raw64()]


case("mixed_draws", mixed)


def loaders(draw_between):
    """Two loaders an epoch, as in training: shuffled train, then unshuffled test; the model may draw at every step."""
    train = DataLoader(torch.arange(50), batch_size=8, shuffle=True)
    test = DataLoader(torch.arange(9), batch_size=4)
    epochs = []
    for _ in range(4):
        order = []
        for batch in train:
            order += batch.tolist()
            if draw_between:
                torch.rand(3)
        for _ in test:
            pass
        epochs.append(order)
    return epochs + [[raw64()]]


case("loader_train_test_4_epochs", lambda: loaders(False))
case("loader_train_test_4_epochs_with_draws_between", lambda: loaders(True))


def loader_of_its_own_generator():
    generator = torch.Generator().manual_seed(99)
    loader = DataLoader(torch.arange(20), batch_size=8, shuffle=True, generator=generator)
    epochs = [[i for batch in loader for i in batch.tolist()] for _ in range(3)]
    return epochs + [[torch.empty((), dtype=I64).random_(-(2**63), None, generator=generator).item()], [raw64()]]


case("loader_of_its_own_generator_seed99_3_epochs", loader_of_its_own_generator)


def two_iterators_at_once():
    first = iter(DataLoader(torch.arange(20), batch_size=20, shuffle=True))
    second = iter(DataLoader(torch.arange(20), batch_size=20, shuffle=True))
    return [next(first).tolist(), next(second).tolist()]


case("two_iterators_at_once", two_iterators_at_once)

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"torch": torch.__version__, "cases": cases}, indent=0) + "\n")
