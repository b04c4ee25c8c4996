package com.microsoft.sqlserver.javalangextension;

import java.util.LinkedHashMap;

/** A program that SQL Server runs. */
public abstract class AbstractSqlServerExtensionExecutor {
  public final int SQLSERVER_JAVA_LANG_EXTENSION_V1 = 1;

  protected int executorExtensionVersion;
  protected String executorInputDatasetClassName;
  protected String executorOutputDatasetClassName;

  public void init(String sessionId, int taskId, int numTasks) {}

  public AbstractSqlServerExtensionDataset execute(AbstractSqlServerExtensionDataset input, LinkedHashMap<String, Object> params) {
    throw new UnsupportedOperationException();
  }

  public void cleanup() {}
}
