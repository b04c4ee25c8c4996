import { type Answer, type Finding, findingsOfCheckov, findingsOfKubeScore, openQuestions } from './findings';

const finding: Finding = { tool: 'kube-score', check: 'limits', environment: 'prod', object: 'StatefulSet/web:main', text: 'no limit' };
const answer: Answer = { tool: 'kube-score', check: 'limits', objects: ['StatefulSet/*'], reason: 'on purpose' };

test('kube-score: what is graded less than best, with the container where it names one', () => {
  const check = (id: string, grade: number, comments: object[] | null, skipped = false) => ({
    check: { id, name: id },
    grade,
    comments,
    skipped,
  });
  const output = [
    {
      type_meta: { kind: 'StatefulSet' },
      object_meta: { name: 'web' },
      checks: [
        check('good', 10, null),
        check('later', 1, null, true),
        check('limits', 1, [{ path: 'main', summary: 'no limit' }]),
        check('probes', 5, [{ path: '', summary: 'the same' }]),
        check('silent', 1, null),
      ],
    },
    { type_meta: { kind: 'Service' }, object_meta: { name: 'web' }, checks: null },
  ];
  expect(findingsOfKubeScore('prod', JSON.stringify(output))).toEqual([
    finding,
    { ...finding, check: 'probes', object: 'StatefulSet/web', text: 'the same' },
    { ...finding, check: 'silent', object: 'StatefulSet/web', text: 'silent' },
  ]);
});

test('checkov: what failed, unless it read nothing', () => {
  const failed = [{ check_id: 'CKV_1', check_name: 'Use digests', resource: 'StatefulSet.prod.web.v2' }];
  const output = (passed: number, errors: number) =>
    JSON.stringify({ results: { failed_checks: failed }, summary: { passed, parsing_errors: errors } });
  expect(findingsOfCheckov('prod', output(1, 0))).toEqual([
    { tool: 'checkov', check: 'CKV_1', environment: 'prod', object: 'StatefulSet/web.v2', text: 'Use digests' },
  ]);
  expect(() => findingsOfCheckov('prod', output(0, 0))).toThrow('did not read prod');
  expect(() => findingsOfCheckov('prod', output(1, 1))).toThrow('did not read prod');
});

test('a finding with an answer is no question', () => {
  expect(openQuestions([finding], [answer])).toEqual([]);
});

test.each<[string, Partial<Answer>]>([
  ['another tool', { tool: 'checkov' }],
  ['another check', { check: 'probes' }],
  ['another object', { objects: ['StatefulSet/we'] }],
  ['another environment', { environments: ['test'] }],
])('an answer about %s leaves both open', (_, changes) => {
  expect(openQuestions([finding], [{ ...answer, ...changes }])).toEqual([
    'not answered: kube-score limits of prod StatefulSet/web:main: no limit',
    ...Array(changes.environments ? 2 : 1).fill(expect.stringContaining('answers nothing: ')),
  ]);
});

test('each object and each environment of an answer has to be found', () => {
  const tooMuch = { ...answer, objects: ['StatefulSet/web:*', 'StatefulSet/gone:*'], environments: ['prod', 'gone'] };
  expect(openQuestions([finding], [tooMuch])).toEqual([
    'answers nothing: kube-score limits of prod gone StatefulSet/gone:*',
    'answers nothing: kube-score limits of gone StatefulSet/web:* StatefulSet/gone:*',
  ]);
});
