"""Prices of houses, from a CSV in HDFS to a model in MLflow's registry, through the gateway of a cluster."""
