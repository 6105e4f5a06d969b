import type { Stated } from '../../../core/component.ts';
import type { ContainerSecurity } from '../../../core/facts/container.ts';
import type { Resource } from '../../../core/resource.ts';
import { readBool, readNumber } from '../../read.ts';
import type { Path } from '../../read.ts';

const SECURITY =
  'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context';

/** What a container may do: its own settings, else the pod's, else the default of the API. */
export function readSecurity(resource: Resource, container: Path, podSpec: Path): ContainerSecurity {
  const own: Path = [...container, 'securityContext'];
  const pod: Path = [...podSpec, 'securityContext'];
  const flag = (name: string, value: boolean): Stated<boolean> =>
    readBool(resource, [...own, name], { value, source: SECURITY });
  return {
    privileged: flag('privileged', false),
    allowPrivilegeEscalation: flag('allowPrivilegeEscalation', true),
    runAsNonRoot:
      readBool(resource, [...own, 'runAsNonRoot']) ?? readBool(resource, [...pod, 'runAsNonRoot']),
    runAsUser: readNumber(resource, [...own, 'runAsUser']) ?? readNumber(resource, [...pod, 'runAsUser']),
  };
}
