"""The network as an ONNX graph, in float32 for reference or in int8 to ship.

One text a run, or several of equal length: there is no attention mask. Padding would cost time,
and since activations are quantised by one scale a run, a text's vector would depend on its
neighbours in the batch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from scripts.build_model.source_weights import Array, SourceModel

OPSET = 20  # the first with Gelu; LayerNormalization came with 17
CONTRIB = "com.microsoft"  # onnxruntime's own operators
# Without VNNI, onnxruntime adds pairs of u8 x s8 products in 16 bits, which overflow beyond seven
# bits of weight. Seven bits give the same vectors on every processor and, measured on one
# without VNNI, a cosine of 0.9969 to float32 instead of 0.9966.
WEIGHT_LIMIT = 63
WORD_LIMIT = 127  # the word table is multiplied in float32: all eight bits are safe


class GraphBuilder:
    """Collects nodes and constants; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """A named array."""
        self.constants.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        *,
        domain: str | None = None,
        **attributes: float,
    ) -> str:
        """One operator with one output."""
        node = helper.make_node(operator, inputs, [output], domain=domain)
        node.attribute.extend(
            helper.make_attribute(key, attributes[key]) for key in sorted(attributes)
        )
        self.nodes.append(node)
        return output


# name, input, weights (out, in) and bias to the name of the result
Linear = Callable[[GraphBuilder, str, str, Array, Array], str]
# rows of the word table to the name of the looked-up words
Words = Callable[[GraphBuilder, Array], str]


def float_graph(model: SourceModel, keep: Sequence[int]) -> onnx.ModelProto:
    """The network with the vocabulary cut down to the ids in `keep`, nothing rounded."""
    return _graph(model, keep, words=_float_words, linear=_float_linear)


def int8_graph(model: SourceModel, keep: Sequence[int]) -> onnx.ModelProto:
    """As `float_graph`, matrices in seven bits by column, words in eight bits by row."""
    return _graph(model, keep, words=_int8_words, linear=_int8_linear)


def quantise(values: Array, *, axis: int, limit: int) -> tuple[NDArray[np.int8], Array]:
    """Whole numbers in -limit..limit and the scales along `axis` that give `values` back."""
    scales = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-12) / limit
    return np.rint(values / scales).astype(np.int8), scales.astype(np.float32)


def _float_words(graph: GraphBuilder, table: Array) -> str:
    return graph.node("Gather", [graph.constant("words.table", table), "input_ids"], "words")


def _int8_words(graph: GraphBuilder, table: Array) -> str:
    values, scales = quantise(table, axis=1, limit=WORD_LIMIT)
    rows = graph.node(
        "Gather", [graph.constant("words.table", values), "input_ids"], "words.rounded"
    )
    scale = graph.node(
        "Gather", [graph.constant("words.scales", scales), "input_ids"], "words.scale"
    )
    rounded = graph.node("Cast", [rows], "words.float", to=TensorProto.FLOAT)
    return graph.node("Mul", [rounded, scale], "words")


def _float_linear(graph: GraphBuilder, name: str, source: str, weights: Array, bias: Array) -> str:
    matrix = graph.constant(f"{name}.weights", weights.T)
    product = graph.node("MatMul", [source, matrix], f"{name}.product")
    return graph.node("Add", [product, graph.constant(f"{name}.bias", bias)], name)


def _int8_linear(graph: GraphBuilder, name: str, source: str, weights: Array, bias: Array) -> str:
    values, scales = quantise(weights.T, axis=0, limit=WEIGHT_LIMIT)
    inputs = [
        source,
        graph.constant(f"{name}.weights", values),
        graph.constant(f"{name}.scales", scales[0]),
        "",  # zero point: none, the weights are symmetric
        graph.constant(f"{name}.bias", bias),
    ]
    return graph.node("DynamicQuantizeMatMul", inputs, name, domain=CONTRIB)


def _graph(
    model: SourceModel, keep: Sequence[int], *, words: Words, linear: Linear
) -> onnx.ModelProto:
    graph = GraphBuilder()
    hidden = _embeddings(graph, model, words(graph, model.tensors["emb.word"][list(keep)]))
    for layer in range(model.shape.layers):
        hidden = _layer(graph, model, f"l{layer}.", hidden, linear)
    mean = graph.node(
        "ReduceMean", [hidden, graph.constant("axis", np.array([1]))], "mean", keepdims=0
    )
    graph.node("LpNormalization", [mean], "embedding", axis=-1, p=2)
    rows = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "tokens"])
    result = helper.make_tensor_value_info(
        "embedding", TensorProto.FLOAT, ["texts", model.shape.hidden]
    )
    return helper.make_model(
        helper.make_graph(graph.nodes, "embedder", [rows], [result], graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
        ir_version=10,
    )


def _embeddings(graph: GraphBuilder, model: SourceModel, words: str) -> str:
    """Words plus positions; every token is of type 0, so that type goes into the positions."""
    tensors = model.tensors
    table = graph.constant("positions.table", tensors["emb.pos"] + tensors["emb.type"][0])
    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    zero = graph.constant("zero", np.array([0]))
    positions = graph.node("Slice", [table, zero, length, zero], "positions")
    return _normalised(graph, model, "emb.ln", graph.node("Add", [words, positions], "embedded"))


def _layer(graph: GraphBuilder, model: SourceModel, layer: str, hidden: str, linear: Linear) -> str:
    """Self-attention, then feed-forward, each added to its input and normalised."""
    context = _attention(graph, model, layer, hidden, linear)
    attended = _linear(graph, model, f"{layer}ao", context, linear)
    hidden = _added(graph, model, f"{layer}aln", hidden, attended)
    wide = _linear(graph, model, f"{layer}fi", hidden, linear)
    activated = graph.node("Gelu", [wide], f"{layer}gelu")
    narrow = _linear(graph, model, f"{layer}fo", activated, linear)
    return _added(graph, model, f"{layer}oln", hidden, narrow)


def _attention(
    graph: GraphBuilder, model: SourceModel, layer: str, hidden: str, linear: Linear
) -> str:
    """One product for queries, keys and values: their input is quantised once."""
    weights = np.concatenate([model.tensors[f"{layer}{part}.w"] for part in "qkv"])
    bias = np.concatenate([model.tensors[f"{layer}{part}.b"] for part in "qkv"])
    joined = linear(graph, f"{layer}qkv", hidden, weights, bias)
    parts = [f"{layer}q", f"{layer}k", f"{layer}v"]
    graph.nodes.append(helper.make_node("Split", [joined], parts, axis=2, num_outputs=3))
    heads = model.shape.heads
    return graph.node(
        "MultiHeadAttention", parts, f"{layer}context", domain=CONTRIB, num_heads=heads
    )


def _linear(graph: GraphBuilder, model: SourceModel, name: str, source: str, linear: Linear) -> str:
    return linear(graph, name, source, model.tensors[f"{name}.w"], model.tensors[f"{name}.b"])


def _added(graph: GraphBuilder, model: SourceModel, name: str, first: str, second: str) -> str:
    total = graph.node("Add", [first, second], f"{name}.sum")
    return _normalised(graph, model, name, total)


def _normalised(graph: GraphBuilder, model: SourceModel, name: str, source: str) -> str:
    weights = graph.constant(f"{name}.weights", model.tensors[f"{name}.w"])
    bias = graph.constant(f"{name}.bias", model.tensors[f"{name}.b"])
    return graph.node(
        "LayerNormalization", [source, weights, bias], name, epsilon=model.shape.epsilon
    )
