package com.microsoft.sqlserver.javalangextension;

/** A set of rows, column by column; what can be called of it is in {@link PrimitiveDataset}. */
public class AbstractSqlServerExtensionDataset {}
