import { renderCluster } from '../../stacks/render-cluster';
import { doors } from '../environments/doors';
test('x', () => {
  const r = renderCluster(doors);
  console.log(
    r.layers.map(({ name, manifests }) => `${name}: ${manifests.map((m) => `${m.kind} ${m.metadata.name}`).join(', ')}`).join('\n'),
    r.warnings,
  );
});
