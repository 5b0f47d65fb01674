"""The network of ../weights.bin and of the sentence encoder in torch, for training on a GPU: made from a weights file, optimised, saved."""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "../../../retrieval/encoder/train"))
import bert  # noqa: E402
import unpack  # noqa: E402
import weights  # noqa: E402

SENTENCES = 48  # of a row at most
NEVER = -1e4


class Network(nn.Module):
    """Forward pass of ../reader.go: logits of "not here" and of each sentence. The embeddings do not learn."""

    def __init__(self, arrays, copies=1, dropout=0.1):
        super().__init__()
        self.dropout = dropout
        self.layers = sum(k.endswith("qw") for k in arrays) * copies
        self.p = nn.ParameterDict()
        for k, v in arrays.items():
            if not k[0].isdigit():
                fixed = k in ("word", "position", "token_type", "eg", "eb", "span", "cw", "cb")
                self.p[k] = nn.Parameter(torch.tensor(v), requires_grad=not fixed)
        join = lambda l, s: np.concatenate([arrays[f"{l}{x}{s}"] for x in "qkv"], -1)
        for l in range(self.layers):
            held = {"qkvw": join(l // copies, "w"), "qkvb": join(l // copies, "b")}
            held |= {k: arrays[f"{l // copies}{k}"] for k in ("ow", "ob", "uw", "ub", "dw", "db", "g1", "b1", "g2", "b2")}
            for k, v in held.items():
                self.p[f"{l}{k}"] = nn.Parameter(torch.tensor(v.T.copy() if k.endswith("w") else v))

    def hidden(self, ids, begins, length):
        """ids (B, T), begins and length (B,) -> (B, T, 512)."""
        p, (b, t) = self.p, ids.shape
        place = torch.arange(t, device=ids.device)[None]
        mask = place < length[:, None]
        segment = ((place >= begins[:, None]) & mask).long()
        drop = lambda x: x * F.dropout(x.new_ones(b, 1, x.shape[-1]), self.dropout) if self.training else x
        norm = lambda x, g, c: F.layer_norm(x.float(), x.shape[-1:], g, c, 1e-12)
        x = drop(norm(p["word"][ids] + p["position"][:t] + p["token_type"][segment], p["eg"], p["eb"]))
        for l in range(self.layers):
            w = lambda k: p[f"{l}{k}"]
            q, k, v = F.linear(x, w("qkvw"), w("qkvb")).view(b, t, 3, 8, 64).permute(2, 0, 3, 1, 4)
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :]).transpose(1, 2).reshape(b, t, -1)
            x = norm(x + drop(F.linear(a, w("ow"), w("ob"))), w("g1"), w("b1"))
            x = norm(x + drop(F.linear(F.gelu(F.linear(x, w("uw"), w("ub"))), w("dw"), w("db"))), w("g2"), w("b2"))
        return x.float()

    def forward(self, ids, begins, length, sentence):
        """sentence (B, T) from 1, 0 where none -> (B, 1 + SENTENCES)."""
        p, x = self.p, self.hidden(ids, begins, length)
        weight = torch.exp((x * p["pool"]).sum(-1).clamp(-8, 8)) * (sentence > 0)
        zero = x.new_zeros(len(ids), 1 + SENTENCES)
        total = zero.scatter_add(1, sentence, weight)
        z = zero.scatter_add(1, sentence, weight * (x * p["sw"]).sum(-1)) / (total + 1e-6) + p["sb"]
        z = z.masked_fill(total == 0, NEVER)
        return torch.cat([((x[:, 0] * p["nw"]).sum(-1) + p["nb"])[:, None], z[:, 1:]], 1)

    def arrays(self):
        """By the names of bert.py."""
        out = {}
        for k, v in self.p.items():
            v = v.detach().float().cpu().numpy()
            if not k[0].isdigit() or not k.endswith(("w", "qkvb")):
                out[k] = v
            elif "qkv" in k:
                for s, part in zip("qkv", np.split(v, 3, 0)):
                    out[k[0] + s + k[-1]] = part.T.copy() if k.endswith("w") else part
            else:
                out[k] = v.T.copy()
        return out


def built_in(path=HERE.parent / "weights.bin"):
    header, held = weights.read(path)
    return unpack.arrays(header, held, unpack.rows(held))


def descent(model, lr, lower, device):
    return torch.optim.AdamW(bert.rates(model, lr, lower), betas=(0.9, 0.98), fused=device == "cuda")


def step_by(optimizer, model, l, done, warm=0.03, cool=0.6):
    """One step down the loss `l`, at the rate that bert.schedule gives."""
    bert.schedule(optimizer, done, warm, cool)
    optimizer.zero_grad(set_to_none=True)
    l.backward()
    torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
    optimizer.step()


def save(out, name, model, card):
    """In parts of 16 MB at most."""
    arrays, parts = model.arrays(), {}
    for k, v in arrays.items():
        if k not in ("word", "position"):
            parts.setdefault(f"{int(k[0]) // 2}" if k[0].isdigit() else "heads", {})[k] = v.astype(np.float16) if k[0].isdigit() else v
    for n, part in parts.items():
        np.savez(out / f"{name}.{n}.npz", **part)
    (out / f"{name}.json").write_text(json.dumps(card, indent=1))
