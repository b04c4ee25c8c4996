# %% [markdown]
# ## Three models, each a run of MLflow
#
# Four fifths of the houses to learn from, one fifth to be tested with; the same ones each time, since everything is seeded.
# %%
import os
import platform

import mlflow
import numpy
import pandas
import pyspark
from pyspark.ml import Pipeline
from pyspark.ml.evaluation import RegressionEvaluator
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.regression import DecisionTreeRegressor, GBTRegressor, LinearRegression

SEED = 42
# The address that MLflow prints is not that of its pages behind the gateway.
os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"
# The cluster's own: without it MLflow would quietly write to the disk of the driver.
mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
experiment = mlflow.set_experiment("housing")

training, test = (part.cache() for part in houses.randomSplit([0.8, 0.2], seed=SEED))
print(f"{training.count()} houses to learn from, {test.count()} to be tested with")

estimators = {
    "linear regression": LinearRegression(labelCol=LABEL, regParam=0.01),
    "decision tree": DecisionTreeRegressor(labelCol=LABEL, maxDepth=5, seed=SEED),
    "gradient-boosted trees": GBTRegressor(labelCol=LABEL, maxIter=10, maxDepth=3, stepSize=0.4, seed=SEED),
}


# %%
def importances_of(model):
    """Share of each feature: as the trees have it; of a line how far a standard deviation moves the price."""
    if hasattr(model, "featureImportances"):
        weights = model.featureImportances.toArray()
    else:
        spread = training.toPandas()[features].std().to_numpy()
        weights = abs(model.coefficients.toArray() * spread)
    return dict(zip(features, (float(weight) for weight in weights / weights.sum()), strict=True))


def train(name, estimator):
    """Fits the estimator and tells MLflow all about it."""
    with mlflow.start_run(run_name=name) as run:
        parameters = {parameter.name: value for parameter, value in estimator.extractParamMap().items()}
        mlflow.log_params({**parameters, "split": "0.8/0.2", "split_seed": SEED})
        versions = {package.__name__: package.__version__ for package in (pyspark, mlflow, numpy, pandas)}
        mlflow.set_tags({"data": f"{FOLDER}/housing.csv", "spark.application": sc.applicationId, "python": platform.python_version(), **versions})

        model = Pipeline(stages=[VectorAssembler(inputCols=features, outputCol="features"), estimator]).fit(training)

        evaluator = RegressionEvaluator(labelCol=LABEL)
        scores = {
            f"{part}_{metric}": evaluator.setMetricName(metric).evaluate(predictions)
            for part, predictions in {"train": model.transform(training).cache(), "test": model.transform(test).cache()}.items()
            for metric in ("r2", "rmse")
        }
        mlflow.log_metrics(scores)
        importances = importances_of(model.stages[-1])
        mlflow.log_dict(importances, "importances.json")
        # With its environment. MLflow would start a process to find out what is needed, and need minutes for it.
        requirements = [f"{package}=={number}" for package, number in versions.items()]
        mlflow.spark.log_model(model, artifact_path="spark", pip_requirements=requirements, dfs_tmpdir=f"{FOLDER}/scratch")
        return {"model": model, "run": run.info.run_id, "scores": scores, "importances": importances}


# %%
trained = {}
for name, estimator in estimators.items():
    trained[name] = train(name, estimator)
    print(name, {metric: round(value, 4) for metric, value in trained[name]["scores"].items()})

best = max(trained, key=lambda name: trained[name]["scores"]["test_r2"])
print("best:", best)
