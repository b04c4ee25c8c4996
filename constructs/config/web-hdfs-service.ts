import type { ConfigFile } from './config-file';

/**
 * How the gateway serves files of HDFS: by the HttpFS beside it, which names itself in its redirects and after each new file.
 *
 * Knox's own definition is for NameNodes: it leads callers past them to DataNodes, at addresses that it has to encrypt.
 */
export const webHdfsService: readonly ConfigFile[] = [
  {
    name: 'webhdfs-service.xml',
    content: `<?xml version="1.0" encoding="UTF-8"?>
<service role="WEBHDFS" name="webhdfs" version="3.4.2">
  <metadata>
    <type>API</type>
    <context>/webhdfs</context>
    <shortDesc>WebHDFS</shortDesc>
    <description>Files of HDFS and of its mounts.</description>
  </metadata>
  <routes>
    <route path="/webhdfs/v1/?**">
      <rewrite apply="WEBHDFS/webhdfs/outbound" to="response.headers"/>
      <rewrite apply="WEBHDFS/webhdfs/outbound" to="response.body"/>
    </route>
    <route path="/webhdfs/v1/**?**">
      <rewrite apply="WEBHDFS/webhdfs/outbound" to="response.headers"/>
      <rewrite apply="WEBHDFS/webhdfs/outbound" to="response.body"/>
    </route>
  </routes>
</service>
`,
  },
  {
    name: 'webhdfs-rewrite.xml',
    content: `<?xml version="1.0" encoding="UTF-8"?>
<rules>
  <rule dir="IN" name="WEBHDFS/webhdfs/inbound/root" pattern="*://*:*/*/*/webhdfs/v1/?{**}">
    <rewrite template="{$serviceUrl[WEBHDFS]}/v1/?{**}"/>
  </rule>
  <rule dir="IN" name="WEBHDFS/webhdfs/inbound/path" pattern="*://*:*/*/*/webhdfs/v1/{path=**}?{**}">
    <rewrite template="{$serviceUrl[WEBHDFS]}/v1/{path=**}?{**}"/>
  </rule>
  <rule dir="IN" name="WEBHDFS/webhdfs/inbound/home" pattern="*://*:*/*/*/webhdfs/v1/~?{**}">
    <rewrite template="{$serviceUrl[WEBHDFS]}/v1/user/{$username}?{**}"/>
  </rule>
  <rule dir="IN" name="WEBHDFS/webhdfs/inbound/home/path" pattern="*://*:*/*/*/webhdfs/v1/~/{path=**}?{**}">
    <rewrite template="{$serviceUrl[WEBHDFS]}/v1/user/{$username}/{path=**}?{**}"/>
  </rule>
  <rule dir="OUT" name="WEBHDFS/webhdfs/outbound/location">
    <match pattern="*://*:*/webhdfs/v1/{path=**}?{**}"/>
    <rewrite template="{$frontend[url]}/webhdfs/v1/{path=**}?{**}"/>
  </rule>
  <filter name="WEBHDFS/webhdfs/outbound">
    <content type="application/x-http-headers">
      <apply path="Location" rule="WEBHDFS/webhdfs/outbound/location"/>
    </content>
    <content type="application/json">
      <apply path="$.Location" rule="WEBHDFS/webhdfs/outbound/location"/>
    </content>
  </filter>
</rules>
`,
  },
];
