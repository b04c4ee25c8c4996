import type { ConfigFile } from './config-file';

/**
 * How the gateway serves MLflow, which Knox does not know: everything below `/mlflow` goes on as it is.
 *
 * Bodies go through as bytes: Knox would write JSON and pages anew, also those that are files of runs.
 * The patterns name the place of the first `mlflow` in a path: many paths of MLflow have another one.
 * MLflow's pages name others relative to their own address. It believes what the gateway says of a caller by its certificate, which it has to show.
 *
 * @see https://knox.apache.org/books/knox-2-0-0/dev-guide.html#Service+Definition+Files
 */
export const mlflowService: readonly ConfigFile[] = [
  {
    name: 'mlflow-service.xml',
    content: `<?xml version="1.0" encoding="UTF-8"?>
<service role="MLFLOW" name="mlflow" version="3.0.0">
  <metadata>
    <type>API_AND_UI</type>
    <context>/mlflow/</context>
    <shortDesc>MLflow</shortDesc>
    <description>Runs, metrics and models of machine learning.</description>
  </metadata>
  <routes>
    <route path="/mlflow/">
      <rewrite apply="MLFLOW/mlflow/body" to="request.body"/>
      <rewrite apply="MLFLOW/mlflow/body" to="response.body"/>
    </route>
    <route path="/mlflow/**?**">
      <rewrite apply="MLFLOW/mlflow/body" to="request.body"/>
      <rewrite apply="MLFLOW/mlflow/body" to="response.body"/>
    </route>
  </routes>
  <dispatch classname="org.apache.knox.gateway.dispatch.DefaultDispatch" ha-classname="org.apache.knox.gateway.ha.dispatch.DefaultHaDispatch" use-two-way-ssl="true"/>
</service>
`,
  },
  {
    name: 'mlflow-rewrite.xml',
    content: `<?xml version="1.0" encoding="UTF-8"?>
<rules>
  <rule dir="IN" name="MLFLOW/mlflow/inbound/root" pattern="*://*:*/*/*/mlflow/">
    <rewrite template="{$serviceUrl[MLFLOW]}/"/>
  </rule>
  <rule dir="IN" name="MLFLOW/mlflow/inbound/path" pattern="*://*:*/*/*/mlflow/{**}?{**}">
    <rewrite template="{$serviceUrl[MLFLOW]}/{**}?{**}"/>
  </rule>
  <filter name="MLFLOW/mlflow/body">
    <content type="*/*" asType="application/octet-stream"/>
  </filter>
</rules>
`,
  },
];
