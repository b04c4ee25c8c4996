"""Sessions and batches of Spark by REST, compatible with Apache Livy 0.8."""
