import type { Setting } from '../../../../core/facts/settings.ts';
import type { Resource } from '../../../../core/resource.ts';
import { fileSettings } from './file-settings.ts';
import type { Keeper } from './kept-texts.ts';
import type { Around } from './told.ts';

// What Spring, Quarkus and Micronaut call the file that a program asks the cluster for.
const OF_PROGRAM = /^application(?:-[\w-]+)?\.(?:ya?ml|properties)$/;

/**
 * What a ConfigMap says that has the name of a workload and that nobody takes: programs ask the cluster
 * itself for that of their name.
 * https://docs.spring.io/spring-cloud-kubernetes/reference/property-source-config/configmap-propertysource.html
 * https://quarkus.io/guides/kubernetes-config and https://micronaut-projects.github.io/micronaut-kubernetes
 */
export function askedSettings(
  main: Resource,
  namespace: string,
  { kept, sharing }: Around,
): readonly Setting[] {
  const keeper: Keeper = { kind: 'config-map', namespace, name: main.name };
  const object = kept.find(main, keeper);
  if (!object || sharing.isTaken(keeper, object)) return [];
  return [...object.keys].flatMap(([key, { value, through, at }]) => {
    if (!OF_PROGRAM.test(key) || typeof value !== 'string') return [];
    return fileSettings(key, value).map((line) => ({
      ...line,
      passed: 'file' as const,
      container: undefined,
      through: [
        { says: `ConfigMap ${main.name} has the name of ${main.name}, and nobody mounts it`, at },
        ...through,
      ],
      at,
    }));
  });
}
