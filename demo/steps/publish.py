# %% [markdown]
# ## The gate
#
# onnxmltools converts gradient-boosted trees as if they chose a class. The comparison with Spark notices it.
# %%
everything = houses.toPandas()
trees = trained["gradient-boosted trees"]["model"]
converted = as_converted(trees, "housing", features, scratch=f"{FOLDER}/scratch")
try:
    require_parity(converted, everything, trees.transform(houses).select("prediction").toPandas()["prediction"].to_numpy())
except ValueError as refusal:
    refused = str(refusal)
    print("refused, as it has to be:", refused)
else:
    raise AssertionError("the gate let a wrong model through")
# %% [markdown]
# ## The best model
#
# Saved as Spark does it, into HDFS, and as ONNX into the registry of MLflow, if it predicts for all houses what Spark predicts.
# %%
model = trained[best]["model"]
model.write().overwrite().save(f"{FOLDER}/model")

if model is not trees:
    converted = as_converted(model, "housing", features, scratch=f"{FOLDER}/scratch")
exported = corrected(model, converted)
expected = model.transform(houses).select("prediction").toPandas()["prediction"].to_numpy()
difference = require_parity(exported, everything, expected)
print(f"{best}: predictions for {len(everything)} houses differ from Spark's by at most {difference:.2g}")
# %%
from mlflow.models import ModelSignature
from mlflow.types import Schema, TensorSpec

single = numpy.dtype(numpy.float32)
signature = ModelSignature(
    inputs=Schema([TensorSpec(single, (-1, 1), name) for name in features]),
    outputs=Schema([TensorSpec(single, (-1, 1), "prediction")]),
)
with mlflow.start_run(run_id=trained[best]["run"]):
    mlflow.log_metric("onnx_difference", difference)
    registered = mlflow.onnx.log_model(
        exported,
        name="onnx",
        signature=signature,
        pip_requirements=[f"{package.__name__}=={package.__version__}" for package in (mlflow, onnx, onnxruntime, numpy)],
        registered_model_name="housing",
    )
print("registered as version", registered.registered_model_version)
# %% [markdown]
# What was left behind on the way is removed, and this is what came out:
# %%
import json

scratch = sc._jvm.org.apache.hadoop.fs.Path(f"{FOLDER}/scratch")
scratch.getFileSystem(sc._jsc.hadoopConfiguration()).delete(scratch, True)

summary = {
    "application": sc.applicationId,
    "experiment": experiment.experiment_id,
    "models": {name: {"run": result["run"], **result["scores"]} for name, result in trained.items()},
    "best": best,
    "registered": {"name": "housing", "version": registered.registered_model_version},
    "difference": difference,
    "refused": refused,
}
print(json.dumps(summary))
