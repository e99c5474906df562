"""Writes sequences.json: how PyTorch's recurrent layers, attention and transformer encoders begin, and what they give.

Each module is made after manual_seed(1234) and applied after manual_seed(99), to inputs that follow the sine.
Run with PyTorch 2.13 (CPU): python sequences.py > sequences.json
"""

import json

import torch
import torch.nn as nn

cases = {}


def wave(*shape, start=0):
    count = 1
    for size in shape:
        count *= size
    return torch.sin(torch.arange(start, start + count, dtype=torch.float64) * 0.7).float().reshape(shape)


def flat(x):
    return {"shape": list(x.shape), "values": x.detach().flatten().tolist()}


def tensors(x):
    if x is None:
        return []
    return [flat(x)] if isinstance(x, torch.Tensor) else [each for part in x for each in tensors(part)]


def case(name, make, *inputs, train=False, **options):
    torch.manual_seed(1234)
    module = make()
    module.train(train)
    torch.manual_seed(99)
    outputs = module(*inputs, **options)
    cases[name] = {
        "printed": str(module),
        "state": {key: flat(value) for key, value in module.state_dict().items()},
        "outputs": tensors(outputs),
    }


case("rnn", lambda: nn.RNN(3, 4), wave(5, 2, 3))
case("rnn of relu", lambda: nn.RNN(3, 4, 2, nonlinearity="relu", bias=False, batch_first=True), wave(2, 5, 3),
     wave(2, 2, 4, start=7))
case("gru", lambda: nn.GRU(3, 4, 2, bidirectional=True), wave(5, 2, 3), wave(4, 2, 4, start=7))
case("gru without a batch", lambda: nn.GRU(3, 4), wave(5, 3), wave(1, 4, start=7))
case("lstm", lambda: nn.LSTM(3, 4, 2, bidirectional=True, batch_first=True), wave(2, 5, 3),
     (wave(4, 2, 4, start=7), wave(4, 2, 4, start=9)))
case("lstm with projection", lambda: nn.LSTM(3, 4, 2, proj_size=2, bidirectional=True), wave(5, 2, 3),
     (wave(4, 2, 2, start=7), wave(4, 2, 4, start=9)))
case("lstm without a batch", lambda: nn.LSTM(3, 4, batch_first=True), wave(5, 3))
case("lstm with dropout", lambda: nn.LSTM(3, 4, 3, dropout=0.5, bidirectional=True), wave(5, 2, 3), train=True)
case("gru with dropout", lambda: nn.GRU(3, 4, 2, dropout=0.25, batch_first=True), wave(2, 5, 3), train=True)
case("rnn cell", lambda: nn.RNNCell(3, 4), wave(2, 3))
case("rnn cell of relu", lambda: nn.RNNCell(3, 4, bias=False, nonlinearity="relu"), wave(3), wave(4, start=7))
case("gru cell", lambda: nn.GRUCell(3, 4), wave(2, 3), wave(2, 4, start=7))
case("lstm cell", lambda: nn.LSTMCell(3, 4, bias=False), wave(2, 3), (wave(2, 4, start=7), wave(2, 4, start=9)))
case("attention", lambda: nn.MultiheadAttention(4, 2), wave(5, 3, 4), wave(6, 3, 4, start=7), wave(6, 3, 4, start=9))
case("attention of other features", lambda: nn.MultiheadAttention(4, 2, kdim=3, vdim=5, bias=False, batch_first=True),
     wave(2, 5, 4), wave(2, 6, 3, start=7), wave(2, 6, 5, start=9), average_attn_weights=False)
case("attention without a batch", lambda: nn.MultiheadAttention(4, 2), wave(5, 4), wave(5, 4), wave(5, 4),
     attn_mask=torch.triu(torch.ones(5, 5, dtype=torch.bool), 1))
case("attention with masks", lambda: nn.MultiheadAttention(4, 2), wave(5, 3, 4), wave(6, 3, 4, start=7),
     wave(6, 3, 4, start=9), attn_mask=wave(6, 5, 6), key_padding_mask=wave(3, 6, start=3) > 0.5)
case("attention with dropout", lambda: nn.MultiheadAttention(4, 2, dropout=0.5), wave(5, 3, 4), wave(5, 3, 4),
     wave(5, 3, 4), train=True)
case("attention without weights", lambda: nn.MultiheadAttention(4, 2, batch_first=True), wave(2, 5, 4), wave(2, 5, 4),
     wave(2, 5, 4), need_weights=False)
case("encoder layer", lambda: nn.TransformerEncoderLayer(4, 2, 6), wave(5, 3, 4))
case("encoder layer with norms first", lambda: nn.TransformerEncoderLayer(4, 2, 6, norm_first=True, batch_first=True,
                                                                          activation="gelu", layer_norm_eps=1e-3),
     wave(2, 5, 4), src_key_padding_mask=wave(2, 5, start=3) > 0.5)
case("encoder layer without a batch", lambda: nn.TransformerEncoderLayer(4, 2, 6, bias=False), wave(5, 4),
     src_mask=torch.triu(torch.ones(5, 5, dtype=torch.bool), 1))
case("encoder layer with dropout", lambda: nn.TransformerEncoderLayer(4, 2, 6, dropout=0.5), wave(5, 3, 4), train=True)
case("encoder", lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 6), 2), wave(5, 3, 4),
     mask=torch.triu(torch.ones(5, 5, dtype=torch.bool), 1))
case("encoder with a norm and dropout", lambda: nn.TransformerEncoder(
    nn.TransformerEncoderLayer(4, 2, 6, dropout=0.25, norm_first=True, batch_first=True), 3, nn.LayerNorm(4)),
     wave(2, 5, 4), train=True)

print(json.dumps(cases, separators=(",", ":")))
