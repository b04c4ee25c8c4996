import { hadoopPorts, ports } from '../../environments/endpoints';
import type { Cluster } from '../../environments/resolve-cluster';
import type { ConfigFile } from './config-file';

/** A service with pages, below a path of its name. */
interface Door {
  readonly name: string;

  /** What the topology calls it. */
  readonly role: string;

  /** That of the service: Knox takes the definition with the highest one, and has older ones of its own. */
  readonly version: string;

  readonly description: string;

  /**
   * A class of the image.
   *
   * @default Door
   */
  readonly dispatch?: 'Door' | 'HadoopPages';

  /** Whether the service believes what the gateway says of a caller by its certificate, which it then has to show. */
  readonly showsCertificate?: boolean;

  /** What else the class has to know. */
  readonly params?: Readonly<Record<string, string>>;
}

/**
 * How the gateway shows pages that Knox does not know, or as they were long ago.
 *
 * @see https://knox.apache.org/books/knox-2-0-0/dev-guide.html#Service+Definition+Files
 */
export function knoxDoors(cluster: Cluster): readonly ConfigFile[] {
  const { hdfs, mlflow, spark } = cluster;
  const elsewhere = placesOfPorts(cluster);
  const hadoop = { dispatch: 'HadoopPages', version: '3.4.2', params: { probe: '/isActive', elsewhere } } as const;
  const history = { showsCertificate: true, version: '4.1.4' };
  const doors: readonly Door[] = [
    ...(hdfs ? [{ ...hadoop, name: 'hdfs', role: 'HDFSUI', description: 'NameNodes, DataNodes and files' }] : []),
    ...(spark ? [{ ...hadoop, name: 'yarn', role: 'YARNUI', description: 'Applications and the nodes that run them' }] : []),
    ...(spark?.head.includeHistory
      ? [
          {
            ...history,
            name: 'sparkhistory',
            role: 'SPARKHISTORYUI',
            description: 'What applications of Spark did',
            params: { probe: '/api/v1/version', elsewhere },
          },
          // The name that Knox has for it.
          {
            ...history,
            name: 'spark3history',
            role: 'SPARK3HISTORYUI',
            description: 'Leads to sparkhistory',
            params: { moved: 'sparkhistory' },
          },
        ]
      : []),
    ...(mlflow
      ? [
          {
            name: 'mlflow',
            role: 'MLFLOW',
            version: '3.0.0',
            description: 'Runs, metrics and models of machine learning',
            showsCertificate: true,
          },
        ]
      : []),
  ];
  return doors.flatMap(definition);
}

/** Where the gateway shows what pages of the cluster name by a port; those of one server among many have its name in their path. */
function placesOfPorts(cluster: Cluster): string {
  return Object.entries({
    [hadoopPorts(cluster, 'name-node')['nn-http']]: 'hdfs/at',
    [hadoopPorts(cluster, 'data-node')['dn-http']]: 'hdfs/at',
    [hadoopPorts(cluster, 'resource-manager')['rm-http']]: 'yarn',
    [hadoopPorts(cluster, 'node-manager')['nm-http']]: 'yarn/at',
    [ports['spark-history']['history-https']]: 'sparkhistory',
  })
    .map(([port, place]) => `${port}=${place}`)
    .join(' ');
}

/**
 * Everything below the path goes on as it is.
 *
 * Bodies go through Knox as bytes: it would write JSON and pages anew, also those that are files of somebody.
 * The patterns name the place of the first `name` in a path: many paths have another one.
 */
function definition({ name, role, version, description, dispatch = 'Door', showsCertificate = false, params = {} }: Door): ConfigFile[] {
  const rule = `${role}/${name}`;
  const route = (path: string) => [
    `    <route path="${path}">`,
    `      <rewrite apply="${rule}/body" to="request.body"/>`,
    `      <rewrite apply="${rule}/body" to="response.body"/>`,
    '    </route>',
  ];
  const inbound = (ruleName: string, path: string) => [
    `  <rule dir="IN" name="${rule}/inbound/${ruleName}" pattern="*://*:*/*/*/${name}/${path}">`,
    `    <rewrite template="{$serviceUrl[${role}]}/${path}"/>`,
    '  </rule>',
  ];
  const className = `bdc.gateway.${dispatch}`;
  return [
    {
      name: `${name}-service.xml`,
      content: [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<service role="${role}" name="${name}" version="${version}">`,
        '  <metadata>',
        '    <type>API_AND_UI</type>',
        `    <context>/${name}/</context>`,
        `    <shortDesc>${name}</shortDesc>`,
        `    <description>${description}</description>`,
        '  </metadata>',
        '  <routes>',
        ...route(`/${name}/`),
        ...route(`/${name}/?**`),
        ...route(`/${name}/**?**`),
        '  </routes>',
        `  <dispatch classname="${className}" ha-classname="${className}" use-two-way-ssl="${showsCertificate}">`,
        ...Object.entries(params).map(([param, value]) => `    <param><name>${param}</name><value>${value}</value></param>`),
        '  </dispatch>',
        '</service>',
        '',
      ].join('\n'),
    },
    {
      name: `${name}-rewrite.xml`,
      content: [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rules>',
        ...inbound('root', ''),
        ...inbound('query', '?{**}'),
        ...inbound('path', '{**}?{**}'),
        `  <filter name="${rule}/body">`,
        '    <content type="*/*" asType="application/octet-stream"/>',
        '  </filter>',
        '</rules>',
        '',
      ].join('\n'),
    },
  ];
}
