import { local } from '../../environments';
import { activeDirectoryPlan } from '../../stacks/active-directory-plan';
import { renderCluster } from '../../stacks/render-cluster';
import { inDomain, inRealmOfItsOwn } from '../environments/realm';

const plan = activeDirectoryPlan(renderCluster(inDomain));

test('groups have the roles of the original', () => {
  expect(plan.groups).toEqual([
    { group: 'bdcAdmins', role: 'bdcAdmin' },
    { group: 'bdcUsers', role: 'bdcUser' },
    { group: 'Data Scientists', role: 'bdcUser' },
    { group: 'bdcReaders', role: 'appReader' },
  ]);
});

test('each endpoint has a record, which leads where its callers come in', () => {
  const { endpoints } = inDomain;
  expect(plan.records).toContainEqual({
    name: 'sql.bdc.contoso.local',
    type: 'A',
    value: '<addresses of the nodes>',
    endpoint: 'sql-server-master',
  });
  const balanced = { ...endpoints['sql-server-master'], serviceType: 'LoadBalancer', port: 1433 } as const;
  const { records } = activeDirectoryPlan(renderCluster({ ...inDomain, endpoints: { ...endpoints, 'sql-server-master': balanced } }));
  expect(records).toContainEqual(expect.objectContaining({ name: 'sql.bdc.contoso.local', value: '<address of master-svc-external>' }));
});

test('the domain service account may do with users what it needs, and nothing else', () => {
  expect(plan.rights.sddl.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)).toEqual([
    'bf967aba-0de6-11d0-a285-00aa003049e2',
    '00299570-246d-11d0-a768-00aa006e0529',
    'bf967aba-0de6-11d0-a285-00aa003049e2',
  ]);
});

test('pods ask the domain for its names', () => {
  expect(plan.forwarding.text).toContain('forward . 10.0.0.2 2001:db8::2');
});

test('the preflight names what the environment names', () => {
  const text = plan.preflight.join('\n');
  for (const name of ['dc1.contoso.local', 'OU=bdc,DC=contoso,DC=local', 'bdcAdmins', 'Data Scientists', '300 seconds']) {
    expect(text).toContain(name);
  }
});

test.each([local, inRealmOfItsOwn])('$name is in no domain', (environment) => {
  expect(() => activeDirectoryPlan(renderCluster(environment))).toThrow(`${environment.name}: realm`);
});
