"""Piece table to `tokenizers.Tokenizer`, the way XLM-R cuts text."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from scripts.build_model.source_weights import Pieces

# NFKC turns the full-width tilde of Chinese ranges into "~"; the model's own character map keeps
# it. A private-use character carries it through.
TILDE, CARRIER = "\uff5e", "\ue000"


def make_tokenizer(pieces: Pieces) -> Tokenizer:
    """A tokenizer that puts `<s>` and `</s>` around the pieces of a text."""
    vocabulary = list(zip(pieces.texts, pieces.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, pieces.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(TILDE, CARRIER),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(CARRIER, TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    start, end = pieces.texts[pieces.bos], pieces.texts[pieces.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=[start, "$A", end], special_tokens=[(start, pieces.bos), (end, pieces.eos)]
    )
    return tokenizer


def subset(pieces: Pieces, keep: Sequence[int]) -> Pieces:
    """The kept pieces, renumbered in the order of `keep`."""
    number = {old: new for new, old in enumerate(keep)}
    return Pieces(
        tuple(pieces.texts[i] for i in keep),
        tuple(pieces.scores[i] for i in keep),
        bos=number[pieces.bos],
        eos=number[pieces.eos],
        pad=number[pieces.pad],
        unk=number[pieces.unk],
    )
