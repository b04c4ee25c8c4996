# %% [markdown]
# ## Models of Spark as ONNX
#
# As the scorer takes them: each feature is an input of its own, one float for each row, and the output is `prediction`. What differs from Spark is
# refused.
# %%
import contextlib
import tempfile

import numpy
import onnx
import onnxruntime
from onnxmltools import convert_sparkml
from onnxmltools.convert.common.data_types import FloatTensorType
from pyspark.ml.regression import GBTRegressionModel
from pyspark.sql import SparkSession

# What a prediction may differ by: ONNX calculates with 24 bits, and prices are below 100.
TOLERANCE = 1e-4


def as_converted(model, name, features, scratch=None):
    """A fitted pipeline as onnxmltools converts it; `scratch` is a folder in Spark's file system that it leaves files in."""
    inputs = [(feature, FloatTensorType([None, 1])) for feature in features]
    with _scratch(scratch):
        return convert_sparkml(model, name, inputs, spark_session=SparkSession.active())


def corrected(model, converted):
    """The ONNX model of a fitted pipeline with the prediction of its last stage."""
    return sum_of_trees(converted) if isinstance(model.stages[-1], GBTRegressionModel) else converted


def sum_of_trees(converted):
    """The model with the weighted sum of the trees as its prediction.

    onnxmltools appends to it the choice of a class, as if every GBT were a classifier.
    """
    model = onnx.ModelProto()
    model.CopyFrom(converted)
    graph = model.graph
    at = [index for index, node in enumerate(graph.node) if node.op_type == "MatMul"]
    if len(at) != 1:
        raise ValueError(f"the converter changed: {len(at)} sums instead of one")
    del graph.node[at[0] + 1 :]
    graph.node[-1].output[0] = "prediction"
    del graph.output[:]
    graph.output.append(onnx.helper.make_tensor_value_info("prediction", onnx.TensorProto.FLOAT, [None, 1]))
    onnx.checker.check_model(model)
    return model


def require_parity(model, rows, expected):
    """The largest difference between the predictions of an ONNX model for `rows`, a data frame of pandas with its features, and those `expected`.

    Raises ValueError if it is more than `TOLERANCE`.
    """
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    columns = {each.name: rows[each.name].to_numpy(numpy.float32).reshape(-1, 1) for each in session.get_inputs()}
    # The first output of what was not corrected is another one.
    predictions = session.run(None, columns)[0].ravel()
    difference = float(numpy.abs(predictions - expected).max())
    # Said so that a prediction that is no number is refused too.
    if not difference <= TOLERANCE:
        raise ValueError(f"predictions differ from Spark's by up to {difference:.6g} in {len(rows)} rows, and may by {TOLERANCE}")
    return difference


@contextlib.contextmanager
def _scratch(folder):
    # onnxmltools saves trees in Python's folder for temporary files, and by that name in whatever file system Spark has.
    before, tempfile.tempdir = tempfile.tempdir, folder
    try:
        yield
    finally:
        tempfile.tempdir = before
