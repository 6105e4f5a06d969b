import { nearest } from '../../../core/nearest.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { at, readNumber, readText } from '../../read.ts';

/** What a scaling target names, and the services of that cluster that stand beside it. */
export interface Named {
  readonly cluster?: string | undefined;
  readonly name?: string | undefined;
  readonly beside?: readonly Resource[] | undefined;
  /** Why the service may be there all the same. */
  readonly maybe?: Unknown | undefined;
}

const TARGET =
  'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/appautoscaling_target';

/** A scaling target that meets no service of the inputs, as an autoscaler without its workload. */
export function describeLoneTarget(
  draft: GraphDraft,
  { component, target }: { readonly component: ComponentDraft; readonly target: Resource },
  { cluster, name, beside = [], maybe }: Named,
): void {
  const near = name === undefined ? undefined : nearestService(name, beside);
  const place = [at(target, 'resource_id')];
  const open = maybe ?? notRead(target, beside);
  component.kind = 'policy';
  component.facts.autoscaler = {
    kind: 'horizontal',
    namespace: { value: cluster ?? open ?? '', at: place, origin: 'written' },
    target: {
      kind: { value: 'ECS service', at: place, origin: 'written' },
      name: { value: name ?? open ?? '', at: place, origin: 'written' },
      apiVersion: undefined,
      component: undefined,
      nearest: near && draft.componentOf(near.id)?.id,
      maybe: open,
    },
    minimum: readNumber(target, ['min_capacity'], { value: 0, source: TARGET }),
    maximum: readNumber(target, ['max_capacity'], { value: 0, source: TARGET }),
    metrics: [],
    moreMetrics: undefined,
    updateMode: undefined,
    minimumReplicasToEvict: undefined,
  };
  const correct = near && readText(near, ['name'])?.value;
  if (typeof correct === 'string' && cluster !== undefined) {
    component.remedies['correct-target'] = {
      title: `Let it name service ${correct}`,
      safety: 'review',
      caution: 'the service is then scaled, which it was not before',
      intents: [{ op: 'set', at: at(target, 'resource_id'), value: `service/${cluster}/${correct}` }],
    };
  }
}

function nearestService(name: string, beside: readonly Resource[]): Resource | undefined {
  const nameOf = (service: Resource): string => {
    const text = readText(service, ['name'])?.value;
    return typeof text === 'string' ? text : '';
  };
  const near = nearest(name, beside.map(nameOf));
  return near === undefined || near === '' ? undefined : beside.find((service) => nameOf(service) === near);
}

function notRead(target: Resource, beside: readonly Resource[]): Unknown | undefined {
  if (beside.length > 0) return undefined;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no service of the cluster that ${target.address} names is in its root`,
    settledBy: 'the root that makes the services of this cluster',
  });
}
