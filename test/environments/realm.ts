import type { EnvironmentInput } from '../../environments/schema/environment';
import { allParts } from './sql';

/** All parts, those that others only add included, so that each of them is looked at in a realm. */
const parts = {
  ...allParts,
  security: 'kerberos',
  resources: {
    ...allParts.resources,
    controller: { cpu: '250m', memory: '512Mi' },
    database: { cpu: '250m', memory: '1Gi' },
    gateway: { replicas: 2, cpu: '500m', memory: '1Gi' },
    appproxy: { cpu: '250m', memory: '512Mi' },
    mlflow: { cpu: '250m', memory: '1Gi' },
    notebooks: { cpu: '500m', memory: '1Gi' },
    'spark-0': { type: 'Spark', replicas: 1, cpu: '1', memory: '4Gi' },
  },
} as const satisfies EnvironmentInput;

/** In a domain of Active Directory. */
export const inDomain = {
  ...parts,
  name: 'in-domain',
  namespace: 'bdc',
  realm: {
    kind: 'activeDirectory',
    ouDistinguishedName: 'OU=bdc,DC=contoso,DC=local',
    dnsIpAddresses: ['10.0.0.2', '2001:db8::2'],
    domainControllerFullyQualifiedDns: ['dc1.contoso.local', 'dc2.contoso.local'],
    domainDnsName: 'contoso.local',
    clusterAdmins: ['bdcAdmins'],
    clusterUsers: ['bdcUsers', 'Data Scientists'],
    appReaders: ['bdcReaders'],
  },
  endpoints: {
    controller: { dnsName: 'control.bdc.contoso.local' },
    mgmtproxy: { dnsName: 'monitor.bdc.contoso.local' },
    gateway: { dnsName: 'gateway.bdc.contoso.local' },
    'app-proxy': { dnsName: 'apps.bdc.contoso.local' },
    'sql-server-master': { dnsName: 'sql.bdc.contoso.local' },
    'sql-server-master-readonly': { dnsName: 'sql-readonly.bdc.contoso.local' },
  },
} as const satisfies EnvironmentInput;

/** In a realm of its own. */
export const inRealmOfItsOwn = {
  ...parts,
  name: 'in-realm',
  realm: { kind: 'internal' },
  resources: { ...parts.resources, kdc: { cpu: '100m', memory: '256Mi' } },
} as const satisfies EnvironmentInput;
