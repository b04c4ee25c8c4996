# %% [markdown]
# # Prices of houses
#
# 506 houses with thirteen features each are in HDFS: what is there, and what goes with the price?
# %%
FOLDER = "housing"  # in the home directory of whoever runs this
LABEL = "medv"

houses = spark.read.csv(f"{FOLDER}/housing.csv", header=True, inferSchema=True).coalesce(1).cache()
features = [name for name in houses.columns if name != LABEL]
print(f"{houses.count()} houses")
houses.printSchema()
# %% [markdown]
# Statistics of each column:
# %%
statistics = houses.summary("mean", "stddev", "min", "50%", "max").toPandas().set_index("summary").T
print(statistics.astype(float).round(2).to_string())
# %% [markdown]
# What goes with the price: correlations, the strongest first.
# %%
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.stat import Correlation

assembled = VectorAssembler(inputCols=houses.columns, outputCol="columns").transform(houses)
matrix = Correlation.corr(assembled, "columns").first()[0].toArray()
with_price = dict(zip(houses.columns, matrix[houses.columns.index(LABEL)], strict=True))
for name in sorted(features, key=lambda name: -abs(with_price[name])):
    print(f"{name:8} {with_price[name]:+.3f}")
