"""The shipped model in the folder format of sentence-transformers: to compare, or to fine-tune."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from indexing.embed import ModelRecord
from scripts.build_model.source_weights import Array

# Our names of the parts of a layer, and those of transformers' BertModel.
LAYER_PARTS = {
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
}
PAD_ID = 1
MODULES = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))


def write_sentence_transformer(model_folder: Path, out: Path) -> None:
    """Write `out` so that `SentenceTransformer(out)` loads the weights of `model_folder`."""
    from safetensors.numpy import save_file  # comes with the [models] extra

    record = ModelRecord.model_validate_json((model_folder / "model.json").read_bytes())
    graph = onnx.load(model_folder / "model.onnx").graph
    (out / "1_Pooling").mkdir(parents=True)
    (out / "2_Normalize").mkdir()
    weights = bert_weights(graph)
    save_file(weights, out / "model.safetensors", metadata={"format": "pt"})
    _write_json(out / "config.json", _bert_config(graph, weights))
    shutil.copy(model_folder / "tokenizer.json", out)
    tokenizer = {"tokenizer_class": "PreTrainedTokenizerFast", **SPECIAL_TOKENS}
    _write_json(out / "tokenizer_config.json", tokenizer)
    _write_json(out / "sentence_bert_config.json", {"max_seq_length": record.max_tokens})
    pooling = {"word_embedding_dimension": record.dimension, "pooling_mode_mean_tokens": True}
    _write_json(out / "1_Pooling" / "config.json", pooling)
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(MODULES)
    ]
    _write_json(out / "modules.json", modules)


def bert_weights(graph: onnx.GraphProto) -> dict[str, Array]:
    """Float32 weights under the names of BertModel, (out, in), integers multiplied out."""
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    positions = arrays["positions.table"]
    hidden = positions.shape[1]
    weights = {
        "embeddings.word_embeddings.weight": arrays["words.table"] * arrays["words.scales"],
        "embeddings.position_embeddings.weight": positions,
        "embeddings.token_type_embeddings.weight": np.zeros((1, hidden)),
        "embeddings.LayerNorm.weight": arrays["emb.ln.weights"],
        "embeddings.LayerNorm.bias": arrays["emb.ln.bias"],
        # Mean pooling leaves the pooler unused; without it loading complains.
        "pooler.dense.weight": np.zeros((hidden, hidden)),
        "pooler.dense.bias": np.zeros(hidden),
    }
    for layer in range(_layers(graph)):
        prefix = f"encoder.layer.{layer}"
        matrix, bias = _linear(arrays, f"l{layer}.qkv")
        for part, rows in (("query", 0), ("key", hidden), ("value", 2 * hidden)):
            name = f"{prefix}.attention.self.{part}"
            weights[f"{name}.weight"] = matrix[rows : rows + hidden]
            weights[f"{name}.bias"] = bias[rows : rows + hidden]
        for ours, theirs in LAYER_PARTS.items():
            matrix, bias = _linear(arrays, f"l{layer}.{ours}")
            weights[f"{prefix}.{theirs}.weight"] = matrix
            weights[f"{prefix}.{theirs}.bias"] = bias
    return {name: np.ascontiguousarray(a, dtype=np.float32) for name, a in weights.items()}


def _linear(arrays: dict[str, Array], name: str) -> tuple[Array, Array]:
    """Weights (out, in) of a matrix, or the vector of a layer normalisation; and the bias."""
    weights = arrays[f"{name}.weights"]
    if f"{name}.scales" in arrays:
        weights = weights * arrays[f"{name}.scales"]
    return (weights.T if weights.ndim == 2 else weights), arrays[f"{name}.bias"]


def _layers(graph: onnx.GraphProto) -> int:
    return sum(node.op_type == "MultiHeadAttention" for node in graph.node)


def _bert_config(
    graph: onnx.GraphProto, weights: dict[str, Array]
) -> dict[str, str | int | float | list[str]]:
    vocabulary, hidden = weights["embeddings.word_embeddings.weight"].shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": vocabulary,
        "hidden_size": hidden,
        "num_hidden_layers": _layers(graph),
        "num_attention_heads": int(_attribute(graph, "MultiHeadAttention", "num_heads")),
        "intermediate_size": weights["encoder.layer.0.intermediate.dense.weight"].shape[0],
        "hidden_act": "gelu",
        "max_position_embeddings": weights["embeddings.position_embeddings.weight"].shape[0],
        "type_vocab_size": 1,
        "layer_norm_eps": _attribute(graph, "LayerNormalization", "epsilon"),
        "pad_token_id": PAD_ID,
    }


def _attribute(graph: onnx.GraphProto, operator: str, name: str) -> float:
    """A number that the first node of that operator carries."""
    node = next(node for node in graph.node if node.op_type == operator)
    attribute = next(attribute for attribute in node.attribute if attribute.name == name)
    return float(onnx.helper.get_attribute_value(attribute))


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
