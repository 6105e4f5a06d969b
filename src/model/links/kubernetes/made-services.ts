import type { Resource } from '../../../core/resource.ts';
import { asksFor, makersOf } from '../../kubernetes/operated.ts';
import { textAt } from '../../kubernetes/object.ts';
import type { InScope, ObjectIndex } from './together.ts';

/** What answers to a Service that nobody wrote and that an operator makes: its object, or a workload. */
export function madeFor(index: ObjectIndex, from: Resource, namespace: string, service: string): InScope {
  const objects = makersOf(service).map(({ type, name }) => index.named(from, namespace, name, [type]));
  const asked = where(index.inNamespace(from, namespace, ['postgresql.cnpg.io/Cluster']), (main) =>
    asksFor(main, service),
  );
  return joined([...objects, asked, ...behindCanaries(index, from, namespace, service)]);
}

/** True where a name leads to nothing, wherever it is looked for. */
export function isEmpty({ own, together, elsewhere }: InScope): boolean {
  return own.length + together.length + elsewhere.length === 0;
}

/**
 * Flagger makes the Services of a workload that it rolls out step by step: the one that clients use, and one
 * for each of the two versions. https://docs.flagger.app/usage/how-it-works#canary-service
 */
function behindCanaries(
  index: ObjectIndex,
  from: Resource,
  namespace: string,
  service: string,
): readonly InScope[] {
  const { own, together } = where(index.inNamespace(from, namespace, ['flagger.app/Canary']), (main) => {
    const name = textAt(main, ['spec', 'service', 'name']) ?? main.name;
    return ['', '-primary', '-canary'].some((end) => service === `${String(name)}${end}`);
  });
  return [...own, ...together].flatMap(({ main }) => {
    const target = main && textAt(main, ['spec', 'targetRef', 'name']);
    if (!main || typeof target !== 'string') return [];
    return [index.named(main, namespace, target, ['apps/Deployment', 'apps/DaemonSet'])];
  });
}

function where(scope: InScope, isMeant: (main: Resource) => boolean): InScope {
  const [own, together, elsewhere] = [scope.own, scope.together, scope.elsewhere].map((circle) =>
    circle.filter(({ main }) => main !== undefined && isMeant(main)),
  );
  return { own: own ?? [], together: together ?? [], elsewhere: elsewhere ?? [] };
}

function joined(scopes: readonly InScope[]): InScope {
  return {
    own: scopes.flatMap(({ own }) => own),
    together: scopes.flatMap(({ together }) => together),
    elsewhere: scopes.flatMap(({ elsewhere }) => elsewhere),
  };
}
