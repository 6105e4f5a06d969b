import type { Component } from '../../../core/component.ts';
import type { Grant } from '../../../core/facts/policy.ts';
import type { Evidence } from '../../../core/finding.ts';
import type { RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';

/** Services that a gateway endpoint leads to for nothing. */
export interface StorageService {
  /** As endpoints name it. */
  readonly id: string;
  readonly name: string;
  /** The start of its permissions. */
  readonly actions: string;
  /** Provider-kept policies that are about it; an image registry keeps its layers in object storage. */
  readonly policies: RegExp;
}

export const services: readonly StorageService[] = [
  { id: 's3', name: 'S3', actions: 's3:', policies: /S3|EC2ContainerRegistry|ECSTaskExecutionRole/ },
  { id: 'dynamodb', name: 'DynamoDB', actions: 'dynamodb:', policies: /DynamoDB/ },
];

/** What shows that a component uses the service: an address it is given, a permission, images it pulls. */
export function useOf(
  component: Component,
  service: StorageService,
  context: RuleContext,
): Evidence | undefined {
  return (
    storedIn(component, service, context) ??
    permitted(component, service, context) ??
    pulled(component, service)
  );
}

function storedIn(component: Component, service: StorageService, context: RuleContext): Evidence | undefined {
  for (const { to, kind, evidence } of context.dependenciesFrom(component.id)) {
    if (kind !== 'stores' && kind !== 'calls') continue;
    const store = context.component(to);
    if (store.facts.gatewayService !== service.id) continue;
    return { says: `${component.name} uses ${store.name}`, at: evidence[0]?.at };
  }
  return undefined;
}

function permitted(
  component: Component,
  service: StorageService,
  context: RuleContext,
): Evidence | undefined {
  const own = component.facts.roles?.value;
  const parts = context.dependenciesFrom(component.id, 'member-of').map(({ to }) => context.component(to));
  const inherited = parts.map(({ facts }) => facts.roles?.value);
  const roles = [own, ...inherited].flatMap((ids) => (ids === undefined || Unknown.is(ids) ? [] : ids));
  for (const id of roles) {
    const role = context.component(id);
    const grant = (role.facts.grants ?? []).find((one) => names(one, service));
    if (grant)
      return { says: `${component.name} may use ${service.name} through ${role.name}`, at: grant.at };
  }
  return undefined;
}

/** Permissions for everything name no service. */
function names({ policy, document }: Grant, service: StorageService): boolean {
  if (document === undefined) return service.policies.test(policy);
  if (Unknown.is(document)) return false;
  return document.statements.some(({ effect, actions }) => {
    if (effect !== 'allow' || actions.inverted || Unknown.is(actions.items)) return false;
    return actions.items.some(
      (action) => !Unknown.is(action) && action.toLowerCase().startsWith(service.actions),
    );
  });
}

function pulled(component: Component, service: StorageService): Evidence | undefined {
  if (service.id !== 's3' || component.facts.runsAs !== 'nodes' || component.facts.serverless?.value === true)
    return undefined;
  const source = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html';
  return { says: `${component.name} pulls images, whose layers the registry keeps in S3`, source };
}
