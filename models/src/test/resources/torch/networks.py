"""Writes networks.json: how published networks begin in PyTorch, and what they give.

The networks are written here as torchvision (0.28) has them, which is not needed: same layers in the same order of
construction, same names, same initialisation. Small ones and blocks are made after manual_seed(1234) and applied to a sine.
Run with PyTorch 2.13 (CPU): python networks.py > networks.json
"""

import json

import torch
from torch import nn


class AlexNet(nn.Module):
    def __init__(self, classes):
        super().__init__()

        def conv(inputs, outputs, kernel, padding, stride=1):
            return [nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=padding), nn.ReLU()]

        self.features = nn.Sequential(
            *conv(3, 64, 11, 2, 4), nn.MaxPool2d(3, 2), *conv(64, 192, 5, 2), nn.MaxPool2d(3, 2),
            *conv(192, 384, 3, 1), *conv(384, 256, 3, 1), *conv(256, 256, 3, 1), nn.MaxPool2d(3, 2))
        self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
        self.classifier = nn.Sequential(
            nn.Dropout(), nn.Linear(256 * 36, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(),
            nn.Linear(4096, classes))

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)).flatten(1))


class VGG(nn.Module):
    """width is 64 in torchvision."""

    def __init__(self, blocks, norm, classes, width):
        super().__init__()
        layers, channels = [], 3
        for convolutions, multiple in zip(blocks, (1, 2, 4, 8, 8)):
            for _ in range(convolutions):
                layers += [nn.Conv2d(channels, multiple * width, 3, padding=1)]
                layers += [nn.BatchNorm2d(multiple * width)] if norm else []
                layers += [nn.ReLU()]
                channels = multiple * width
            layers += [nn.MaxPool2d(2, 2)]
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        hidden = 64 * width
        self.classifier = nn.Sequential(
            nn.Linear(channels * 49, hidden), nn.ReLU(), nn.Dropout(),
            nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(), nn.Linear(hidden, classes))
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")
                nn.init.constant_(m.bias, 0)
            elif isinstance(m, nn.Linear):
                nn.init.normal_(m.weight, 0, 0.01)
                nn.init.constant_(m.bias, 0)

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)).flatten(1))


def conv1x1(inputs, outputs, stride=1):
    return nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False)


def conv3x3(inputs, outputs, stride=1):
    return nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)


def downsample(inputs, outputs, stride=2):
    return nn.Sequential(conv1x1(inputs, outputs, stride), nn.BatchNorm2d(outputs))


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, inputs, planes, stride=1, downsample=None):
        super().__init__()
        self.conv1 = conv3x3(inputs, planes, stride)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU()
        self.conv2 = conv3x3(planes, planes)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = downsample

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, inputs, planes, stride=1, downsample=None):
        super().__init__()
        self.conv1 = conv1x1(inputs, planes)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = conv3x3(planes, planes, stride)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = conv1x1(planes, planes * 4)
        self.bn3 = nn.BatchNorm2d(planes * 4)
        self.relu = nn.ReLU()
        self.downsample = downsample

    def forward(self, x):
        y = self.relu(self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x))))))
        return self.relu(self.bn3(self.conv3(y)) + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self, block, blocks, classes):
        super().__init__()
        self.channels = 64
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = self.layer(block, 64, blocks[0], 1)
        self.layer2 = self.layer(block, 128, blocks[1], 2)
        self.layer3 = self.layer(block, 256, blocks[2], 2)
        self.layer4 = self.layer(block, 512, blocks[3], 2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(512 * block.expansion, classes)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")

    def layer(self, block, planes, blocks, stride):
        past, outputs = None, planes * block.expansion
        if stride != 1 or self.channels != outputs:
            past = downsample(self.channels, outputs, stride)
        layers = [block(self.channels, planes, stride, past)]
        self.channels = outputs
        layers += [block(outputs, planes) for _ in range(1, blocks)]
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(self.avgpool(x).flatten(1))


class Fire(nn.Module):
    def __init__(self, inputs, squeezed, expanded):
        super().__init__()
        self.squeeze = nn.Conv2d(inputs, squeezed, 1)
        self.squeeze_activation = nn.ReLU()
        self.expand1x1 = nn.Conv2d(squeezed, expanded, 1)
        self.expand1x1_activation = nn.ReLU()
        self.expand3x3 = nn.Conv2d(squeezed, expanded, 3, padding=1)
        self.expand3x3_activation = nn.ReLU()

    def forward(self, x):
        x = self.squeeze_activation(self.squeeze(x))
        return torch.cat([self.expand1x1_activation(self.expand1x1(x)),
                          self.expand3x3_activation(self.expand3x3(x))], 1)


class SqueezeNet(nn.Module):
    def __init__(self, version, classes):
        super().__init__()

        def pool():
            return nn.MaxPool2d(3, 2, ceil_mode=True)

        if version == "1_0":
            self.features = nn.Sequential(
                nn.Conv2d(3, 96, 7, stride=2), nn.ReLU(), pool(),
                Fire(96, 16, 64), Fire(128, 16, 64), Fire(128, 32, 128), pool(),
                Fire(256, 32, 128), Fire(256, 48, 192), Fire(384, 48, 192), Fire(384, 64, 256), pool(),
                Fire(512, 64, 256))
        else:
            self.features = nn.Sequential(
                nn.Conv2d(3, 64, 3, stride=2), nn.ReLU(), pool(),
                Fire(64, 16, 64), Fire(128, 16, 64), pool(),
                Fire(128, 32, 128), Fire(256, 32, 128), pool(),
                Fire(256, 48, 192), Fire(384, 48, 192), Fire(384, 64, 256), Fire(512, 64, 256))
        last = nn.Conv2d(512, classes, 1)
        self.classifier = nn.Sequential(nn.Dropout(), last, nn.ReLU(), nn.AdaptiveAvgPool2d((1, 1)))
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                if m is last:
                    nn.init.normal_(m.weight, mean=0.0, std=0.01)
                else:
                    nn.init.kaiming_uniform_(m.weight)
                nn.init.constant_(m.bias, 0)

    def forward(self, x):
        return self.classifier(self.features(x)).flatten(1)


def conv_norm(inputs, outputs, kernel, stride=1, groups=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=(kernel - 1) // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs), nn.ReLU6())


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        self.residual = stride == 1 and inputs == outputs
        layers = [] if expansion == 1 else [conv_norm(inputs, hidden, 1)]
        layers += [conv_norm(hidden, hidden, 3, stride, hidden), conv1x1(hidden, outputs), nn.BatchNorm2d(outputs)]
        self.conv = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.conv(x) if self.residual else self.conv(x)


def divisible(v):
    rounded = max(8, int(v + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * v else rounded


class MobileNetV2(nn.Module):
    def __init__(self, classes, width=1.0):
        super().__init__()
        channels, last = divisible(32 * width), divisible(1280 * max(1.0, width))
        features = [conv_norm(3, channels, 3, 2)]
        for t, c, n, s in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
                           (6, 320, 1, 1)):
            for i in range(n):
                features.append(InvertedResidual(channels, divisible(c * width), s if i == 0 else 1, t))
                channels = divisible(c * width)
        features.append(conv_norm(channels, last, 1))
        self.features = nn.Sequential(*features)
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(last, classes))
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out")
            elif isinstance(m, nn.Linear):
                nn.init.normal_(m.weight, 0, 0.01)
                nn.init.zeros_(m.bias)

    def forward(self, x):
        return self.classifier(nn.functional.adaptive_avg_pool2d(self.features(x), (1, 1)).flatten(1))


def wave(*shape):
    count = 1
    for size in shape:
        count *= size
    return torch.sin(torch.arange(count, dtype=torch.float64) * 0.7).reshape(shape)


def case(make, side, training=True):
    """How a network begins in float32, and what it gives in float64: as it is, in training, and after that."""
    torch.manual_seed(1234)
    model = make()
    entries = {}
    for key, value in model.state_dict().items():
        flat = value.flatten()
        entries[key] = {"shape": list(value.shape),
                        "values": [flat[0].item(), flat[len(flat) // 2].item(), flat[-1].item()]}
    for m in model.modules():
        if isinstance(m, nn.Dropout):
            m.p = 0.0
    model.double()
    x = wave(2, 3, side, side)
    model.eval()
    with torch.no_grad():
        fresh = model(x)
    result = {"side": side, "state": entries, "fresh": fresh.flatten().tolist()}
    if not training:
        return result
    model.train()
    trained = model(x)
    trained.square().sum().backward()
    gradients = {key: parameter.grad.abs().sum().item() for key, parameter in model.named_parameters()}
    model.eval()
    with torch.no_grad():
        evaluated = model(x)
    return result | {"trained": trained.flatten().tolist(), "gradients": gradients,
                     "evaluated": evaluated.flatten().tolist()}


def keys(make):
    with torch.device("meta"):
        return {key: list(value.shape) for key, value in make().state_dict().items()}


D = {11: (1, 1, 2, 2, 2), 13: (2, 2, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}
R = {18: (BasicBlock, (2, 2, 2, 2)), 34: (BasicBlock, (3, 4, 6, 3)), 50: (Bottleneck, (3, 4, 6, 3)),
     101: (Bottleneck, (3, 4, 23, 3)), 152: (Bottleneck, (3, 8, 36, 3))}

published = {"alexnet": keys(lambda: AlexNet(1000)), "mobilenet_v2": keys(lambda: MobileNetV2(1000)),
             "squeezenet1_0": keys(lambda: SqueezeNet("1_0", 1000)),
             "squeezenet1_1": keys(lambda: SqueezeNet("1_1", 1000))}
for depth, blocks in D.items():
    published[f"vgg{depth}"] = keys(lambda: VGG(blocks, False, 1000, 64))
    published[f"vgg{depth}_bn"] = keys(lambda: VGG(blocks, True, 1000, 64))
for depth, (block, blocks) in R.items():
    published[f"resnet{depth}"] = keys(lambda: ResNet(block, blocks, 1000))
small = {"alexnet": case(lambda: AlexNet(10), 63, training=False),
         "vgg11": case(lambda: VGG(D[11], False, 10, 4), 32),
         "vgg16_bn": case(lambda: VGG(D[16], True, 10, 4), 64),
         "resnet18": case(lambda: ResNet(*R[18], 10), 33, training=False),
         "resnet50": case(lambda: ResNet(*R[50], 10), 33, training=False),
         "squeezenet1_0": case(lambda: SqueezeNet("1_0", 10), 33),
         "squeezenet1_1": case(lambda: SqueezeNet("1_1", 10), 32),
         "mobilenet_v2": case(lambda: MobileNetV2(10, 0.35), 64),
         "basic_blocks": case(lambda: nn.Sequential(BasicBlock(3, 3), BasicBlock(3, 5, 2, downsample(3, 5))), 8),
         "bottlenecks": case(lambda: nn.Sequential(Bottleneck(3, 2, 2, downsample(3, 8)), Bottleneck(8, 2)), 8)}


def compact(state):
    """A key and its shape a line."""
    return [key + " " + ",".join(map(str, shape)) for key, shape in state.items()]


print(json.dumps({"published": {name: compact(state) for name, state in published.items()}, "small": small},
                 separators=(",", ":")))
