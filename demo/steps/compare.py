# %% [markdown]
# ## Where they are wrong
#
# What each model predicts for the houses that it has not seen, and how far off it is.
# %%
import matplotlib

matplotlib.use("agg")
from matplotlib import pyplot

predicted = {name: result["model"].transform(test).select("prediction", LABEL).toPandas() for name, result in trained.items()}

residuals, axes = pyplot.subplots(1, len(predicted), figsize=(12, 4), sharey=True, layout="constrained")
axes[0].set_ylabel("real less predicted price")
for axis, (name, rows) in zip(axes, predicted.items(), strict=True):
    axis.scatter(rows["prediction"], rows[LABEL] - rows["prediction"], s=12, alpha=0.6)
    axis.axhline(0, color="black", linewidth=0.8)
    axis.set(title=name, xlabel="predicted price")
# %%
# %matplot pyplot
# %% [markdown]
# Side by side: how much of the prices each model explains, and what the best one looks at.
# %%
comparison, (left, right) = pyplot.subplots(1, 2, figsize=(12, 4), layout="constrained")
for offset, part in ((-0.2, "train"), (0.2, "test")):
    heights = [result["scores"][f"{part}_r2"] for result in trained.values()]
    left.bar([position + offset for position in range(len(trained))], heights, width=0.4, label=part)
left.set(title="r²", xticks=range(len(trained)), xticklabels=list(trained), ylim=(0, 1.2))
left.legend(loc="upper left", ncols=2)
ranked = sorted(trained[best]["importances"].items(), key=lambda entry: entry[1])
right.barh([name for name, _ in ranked], [share for _, share in ranked])
right.set(title=f"importance of features, {best}")

with mlflow.start_run(run_id=trained[best]["run"]):
    mlflow.log_figure(residuals, "residuals.png")
    mlflow.log_figure(comparison, "comparison.png")
# %%
# %matplot pyplot
