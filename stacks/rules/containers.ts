import { type Rule, containersOf, podMakers, problem } from './rule';

const containerName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** At most 15 letters, one of them at least, no two dashes together. */
const portName = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Registry with an optional port, folders and name; tag; digest. */
const image =
  /^([a-zA-Z0-9.-]+(:\d{1,5})?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:(?<tag>\w[\w.-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?$/;

/** Containers and their ports have legal names, a container's only once in a pod, and images say which version they mean. */
export const containers: Rule = (layers) =>
  podMakers(layers).flatMap((maker) => {
    const all = containersOf(maker);
    return all.flatMap((container, index) => {
      const place = `container ${container.name}`;
      const { tag, digest } = image.exec(container.image ?? '')?.groups ?? {};
      return [
        ...(containerName.test(container.name)
          ? []
          : [problem(maker, place, container.name, 'at most 63 lower-case letters, digits and dashes', 'rename it')]),
        ...(all.findIndex(({ name }) => name === container.name) < index
          ? [problem(maker, place, container.name, 'a name that no other container of the pod has', 'rename one of them')]
          : []),
        ...(container.ports ?? [])
          .filter(({ name }: any) => name !== undefined && !portName.test(name))
          .map(({ name }: any) =>
            problem(maker, `${place}: ports`, name, 'at most 15 lower-case letters, digits and single dashes', 'rename the port'),
          ),
        ...(digest !== undefined || (tag !== undefined && tag !== 'latest')
          ? []
          : [
              problem(
                maker,
                `${place}: image`,
                container.image,
                'registry/folder/name:tag with a tag that stays, such as a version, or @sha256: and a digest',
                'name the version: latest is another one tomorrow',
              ),
            ]),
      ];
    });
  });
