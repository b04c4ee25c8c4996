import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { ModuleKind, transpileModule } from 'typescript';
import { toProgram, toYaml } from '../../../environments/import/write';
import { type Json, imported, patch, profile, profileNames } from './profile';

const full = imported(profile('kubeadm-prod'), { patches: [patch('security'), patch('endpoints')] });

/** What a program exports. */
function run(text: string): Json {
  const { outputText } = transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS } });
  const module = { exports: {} as Json };
  runInNewContext(outputText, { exports: module.exports, module });
  return JSON.parse(JSON.stringify(module.exports.default));
}

describe.each(profileNames)('%s', (name) => {
  const result = imported(profile(name));

  test('is the same as YAML, with everything that was said of it', () => {
    expect(parse(toYaml(result, ['first']))).toEqual(result.environment);
  });

  test('is the same as a program', () => {
    expect(run(toProgram(result, 'big-data-cluster'))).toEqual(result.environment);
  });
});

test('every place of the profile is in the comments, or its field has "same"', () => {
  const text = toYaml(full, []).replace(/\n *# +/g, ' ');
  const same = full.findings.filter(({ outcome, value }) => outcome === 'taken over' && value !== undefined);
  const others = full.findings
    .filter((finding) => !same.includes(finding))
    .flatMap(({ entries }) => entries.map(({ places }) => places[0]!));
  expect(others.length).toBeGreaterThan(40);
  expect(others.filter((place) => !text.includes(place.split('[')[0]!))).toEqual([]);
  expect(toYaml(full, []).match(/# same/g)).toHaveLength(new Set(same.map(({ to }) => to!.join())).size);
});

test('comments stand at their fields', () => {
  const text = toYaml(full, ['yaml-language-server: $schema=x']);
  expect(text).toMatch(/^# yaml-language-server: \$schema=x\n# Imported from control\.json, bdc\.json, security\.json, endpoints\.json\./);
  expect(text).toContain('\n  domainDnsName: contoso.local # same\n');
  expect(text).toContain('\n  # not in the profile: SQL Server 2019 with its pools is retired\n  version: ');
  expect(text).toContain('1: it could not be more than 1; here it can,');
  expect(text).toMatch(
    /\n# No counterpart:\n(.*\n)*# - control\.json: spec\.docker\.imageTag "2019-CU13-ubuntu-20\.04": its images are retired/,
  );
  expect(toProgram(full, 'p')).toContain("\n    domainDnsName: 'contoso.local', // same\n");
});

test('no value breaks out of its comment or its text', () => {
  const nasty = 'a\n\u2028b */ # c\'d"e\\';
  const result = imported(
    profile('kubeadm-dev-test', (control, { spec }) => {
      control.spec[nasty] = nasty;
      spec.services.hdfs.settings['hdfs-site.x'] = nasty;
    }),
  );
  expect(parse(toYaml(result, []))).toEqual(result.environment);
  expect(run(toProgram(result, 'p'))).toEqual(result.environment);
  expect(result.environment.services?.hdfs?.settings).toMatchObject({ 'hdfs-site.x': nasty });
});
