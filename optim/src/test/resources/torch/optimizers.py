"""Writes optimizers.json: where PyTorch's optimisers take parameters in 50 steps, and its L-BFGS on Rosenbrock's function.

Run with PyTorch 2.13 (CPU): python optimizers.py > optimizers.json

Lion, which PyTorch does not have, is written below as in its paper's algorithm 2.
"""

import json

import torch

N = 19
STEPS = 50
SHOWN = [1, 2, 5, 50]


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0, maximize=False):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay, maximize=maximize))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for theta in group["params"]:
                g = -theta.grad if group["maximize"] else theta.grad
                m = self.state[theta].setdefault("exp_avg", torch.zeros_like(theta))
                c = beta1 * m + (1 - beta1) * g
                theta.copy_(theta - group["lr"] * (torch.sign(c) + group["weight_decay"] * theta))
                m.copy_(beta2 * m + (1 - beta2) * g)


TYPES = {name: getattr(torch.optim, name) for name in
         ["SGD", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSprop", "Adagrad", "Adadelta", "Rprop"]}
TYPES["Lion"] = Lion
ADAMS = [dict(), dict(lr=0.1), dict(lr=0.02, beta1=0.5, beta2=0.75, eps=1e-3), dict(lr=0.1, weight_decay=0.1),
         dict(lr=0.1, maximize=True, weight_decay=0.01)]
CASES = {
    "SGD": [dict(lr=0.1), dict(lr=0.1, momentum=0.9), dict(lr=0.1, momentum=0.9, dampening=0.3),
            dict(lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05), dict(lr=0.1, weight_decay=0.1),
            dict(lr=0.05, momentum=0.8, weight_decay=0.1, maximize=True)],
    "Adam": [*ADAMS, dict(lr=0.1, amsgrad=True), dict(lr=0.1, decoupled_weight_decay=True, weight_decay=0.1)],
    "AdamW": [*ADAMS, dict(lr=0.1, amsgrad=True, weight_decay=0.1)],
    "Adamax": ADAMS,
    "NAdam": [*ADAMS, dict(lr=0.1, momentum_decay=0.1), dict(lr=0.1, decoupled_weight_decay=True, weight_decay=0.1)],
    "RAdam": [*ADAMS, dict(lr=0.1, decoupled_weight_decay=True, weight_decay=0.1)],
    "RMSprop": [dict(), dict(lr=0.1), dict(lr=0.1, alpha=0.9, eps=1e-3), dict(lr=0.1, momentum=0.9),
                dict(lr=0.1, centered=True), dict(lr=0.05, centered=True, momentum=0.5, weight_decay=0.1),
                dict(lr=0.1, maximize=True, weight_decay=0.01)],
    "Adagrad": [dict(), dict(lr=0.5), dict(lr=0.5, lr_decay=0.1), dict(lr=0.5, initial_accumulator_value=2.0, eps=1e-3),
                dict(lr=0.5, weight_decay=0.1), dict(lr=0.1, maximize=True)],
    "Adadelta": [dict(), dict(lr=0.5, rho=0.5), dict(eps=1e-2), dict(weight_decay=0.1), dict(maximize=True)],
    "Rprop": [dict(), dict(lr=0.1), dict(lr=0.1, eta_minus=0.25, eta_plus=1.5),
              dict(lr=0.1, step_size_min=0.05, step_size_max=0.2), dict(maximize=True)],
    "Lion": [dict(), dict(lr=0.01), dict(lr=0.01, beta1=0.5, beta2=0.75), dict(lr=0.01, weight_decay=0.1),
             dict(lr=0.01, maximize=True)],
}
PAIRS = {"betas": ("beta1", "beta2"), "etas": ("eta_minus", "eta_plus"), "step_sizes": ("step_size_min", "step_size_max")}
DEFAULTS = dict(beta1=0.9, beta2=0.999, eta_minus=0.5, eta_plus=1.2, step_size_min=1e-6, step_size_max=50)


def arguments(name, options):
    defaults = dict(DEFAULTS, beta2=0.99) if name == "Lion" else DEFAULTS
    options = dict(options)
    for argument, pair in PAIRS.items():
        if any(part in options for part in pair):
            options[argument] = tuple(options.pop(part, defaults[part]) for part in pair)
    return options


def start(dtype):
    """(i − 9) / 8."""
    return torch.tensor([(i - 9) / 8 for i in range(N)], dtype=dtype)


def gradient(t, dtype):
    """((37·t + 101·i + t·i) mod 64 − 28) / 16, and 0 for i = 3."""
    return torch.tensor([0.0 if i == 3 else ((37 * t + 101 * i + t * i) % 64 - 28) / 16 for i in range(N)], dtype=dtype)


def run(name, options, dtype, shown):
    p = torch.nn.Parameter(start(dtype))
    optimizer = TYPES[name]([p], **arguments(name, options))
    values = []
    for t in range(1, STEPS + 1):
        p.grad = gradient(t, dtype)
        optimizer.step()
        if t in shown:
            values.append(p.tolist())
    return values


def rosenbrock(p):
    return (100 * (p[1:] - p[:-1] ** 2) ** 2 + (1 - p[:-1]) ** 2).sum()


LBFGS = [dict(lr=1.0, line_search="STRONG_WOLFE"), dict(lr=1.0, max_iter=4, line_search="STRONG_WOLFE", history_size=3),
         dict(lr=1.0, max_iter=10, max_eval=7, line_search="STRONG_WOLFE"), dict(lr=1e-3, max_iter=5),
         dict(lr=1e-2, max_iter=3, history_size=2)]


def lbfgs(options):
    arguments = dict(options)
    search = arguments.pop("line_search", None)
    p = torch.nn.Parameter(torch.tensor([-1.5, 2.0, 0.5, -0.25], dtype=torch.float64))
    optimizer = torch.optim.LBFGS([p], line_search_fn=search and search.lower(), **arguments)

    def closure():
        optimizer.zero_grad()
        loss = rosenbrock(p)
        loss.backward()
        return loss

    rows = []
    for _ in range(4):
        loss = optimizer.step(closure)
        state = optimizer.state[p]
        rows.append(dict(loss=loss.item(), p=p.tolist(), func_evals=state["func_evals"], n_iter=state["n_iter"]))
    return rows


cases = [dict(optimizer=name, options=options, float64=run(name, options, torch.float64, SHOWN),
              float32=run(name, options, torch.float32, [STEPS])[0])
         for name, all_options in CASES.items() for options in all_options]
text = json.dumps(dict(torch=torch.__version__, shown=SHOWN, cases=cases,
                       lbfgs=[dict(options=options, steps=lbfgs(options)) for options in LBFGS]))
for before, after in [('{"optimizer"', '\n{"optimizer"'), ('"float64": [', '\n "float64": ['), ("], [", "],\n  ["),
                      ('"float32": ', '\n "float32": '), ('{"options"', '\n{"options"'), ('{"loss"', '\n {"loss"')]:
    text = text.replace(before, after)
print(text)
