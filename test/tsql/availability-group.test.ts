import { renewWriteLease } from '../../tsql/availability-group';
import { fill } from '../../tsql/quoting';
import { cluster } from './batches';

test('a renewal that comes late changes nothing', () => {
  const text = fill(renewWriteLease(cluster.sql!.availabilityGroup!, new Date(Date.UTC(2026, 0, 31, 12, 0, 0, 500))).text, () => '');
  expect(text).toMatch(/^IF SYSUTCDATETIME\(\) >= CONVERT\(datetime2\(3\), N'2026-01-31T12:00:00\.500', 126\)\nTHROW 51000, .*;\nALTER/);
});
