import type { ConfigFile } from './config-file';

/**
 * Everything that the gateway says goes to the container's log, who called what included.
 *
 * @see https://logging.apache.org/log4j/2.x/manual/configuration.html
 */
export const gatewayLog4j2: ConfigFile = {
  name: 'gateway-log4j2.xml',
  content: `<?xml version="1.0" encoding="UTF-8"?>
<Configuration>
  <Appenders>
    <Console name="console" target="SYSTEM_ERR">
      <PatternLayout pattern="%d{ISO8601} %-5p [%t] %c{2}: %m%n"/>
    </Console>
  </Appenders>
  <Loggers>
    <Root level="INFO">
      <AppenderRef ref="console"/>
    </Root>
  </Loggers>
</Configuration>
`,
};
