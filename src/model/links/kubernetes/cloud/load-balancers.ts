import type { Location } from '../../../../core/location.ts';
import type { Resource } from '../../../../core/resource.ts';
import type { Data } from '../../../../core/value.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { readLabels } from '../../../kubernetes/labels.ts';
import { namespaceOf } from '../../../kubernetes/object.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { at, dataAt } from '../../../read.ts';
import { connect, ownersOf } from '../../compute/connect.ts';
import { nearestOf, objectIndex, relationOf } from '../together.ts';

const GROUP = { types: ['aws_lb_target_group', 'aws_alb_target_group'], by: ['arn', 'name', 'id'] };
const BALANCER = { types: ['aws_lb', 'aws_alb'], by: ['arn', 'name', 'id'] };

/** Joins load balancers that Terraform makes with the Services and Ingresses behind them. */
export const clusterLoadBalancers: LinkPass = {
  name: 'cluster-load-balancers',
  after: ['kubernetes-traffic', 'target-groups'],
  run(draft) {
    for (const binding of draft.ofType('elbv2.k8s.aws/TargetGroupBinding')) bind(draft, binding);
    for (const resource of draft.ofType('networking.k8s.io/Ingress', 'extensions/Ingress', 'Service')) {
      annotated(draft, resource);
    }
  },
};

/** Pods of a Service become targets of a group that stands already. */
function bind(draft: GraphDraft, binding: Resource): void {
  const name = dataAt(binding, 'spec', 'serviceRef', 'name');
  const namespace = namespaceOf(binding).value;
  if (typeof name !== 'string' || Unknown.is(namespace)) return;
  const [service] = nearestOf(objectIndex(draft).named(binding, namespace, name, ['Service']));
  if (!service) return;
  for (const attribute of ['targetGroupARN', 'targetGroupName']) {
    const place = at(binding, 'spec', attribute);
    const written = dataAt(binding, 'spec', attribute);
    for (const group of found(draft, binding, { written, options: GROUP })) {
      join(draft, { from: group, to: service, says: `${binding.address} binds ${name} to it`, at: place });
    }
  }
}

const NAMES = [
  'alb.ingress.kubernetes.io/load-balancer-arn',
  'alb.ingress.kubernetes.io/load-balancer-name',
  'service.beta.kubernetes.io/aws-load-balancer-arn',
  'service.beta.kubernetes.io/aws-load-balancer-name',
];

/** The controller of AWS takes a balancer that stands already when it is told its name or ARN. */
function annotated(draft: GraphDraft, resource: Resource): void {
  const to = draft.componentOf(resource.id);
  const annotations = readLabels(resource, ['metadata', 'annotations']).known;
  for (const [key, written] of Object.entries(annotations)) {
    if (!to || !key.includes('.kubernetes.io/')) continue;
    const place = at(resource, 'metadata', 'annotations', key);
    if (NAMES.includes(key)) {
      for (const balancer of found(draft, resource, { written, options: BALANCER })) {
        join(draft, { from: balancer, to, says: `${resource.address} names it in ${key}`, at: place });
      }
    }
    // An action that forwards to a group outside the cluster: the entry leads there too.
    if (!key.startsWith('alb.ingress.kubernetes.io/actions.') || typeof written !== 'string') continue;
    for (const [, arn = ''] of written.matchAll(/"targetGroupARN"\s*:\s*"([^"]+)"/gi)) {
      for (const group of found(draft, resource, { written: arn, options: GROUP })) {
        join(draft, { from: to, to: group, says: `${resource.address} forwards to it`, at: place });
      }
    }
  }
}

interface Wanted {
  readonly written: Data | undefined;
  readonly options: { readonly types: readonly string[]; readonly by: readonly string[] };
}

function found(draft: GraphDraft, from: Resource, { written, options }: Wanted): readonly ComponentDraft[] {
  if (written === undefined || written === '') return [];
  const name = typeof written === 'string' ? (nameInArn(written) ?? written) : written;
  const own = draft.stacks.find(({ id }) => id === from.stack);
  return ownersOf(draft, draft.follow(name, from, options).targets).filter(
    ({ stack }) => own && stack && relationOf(stack, own) !== 'never',
  );
}

/** `…:targetgroup/orders/73e2d6bc24d8a067`, `…:loadbalancer/app/shop/50dc6c495c0c9188`. */
function nameInArn(text: string): string | undefined {
  return /:(?:targetgroup|loadbalancer\/(?:app|net))\/([^/]+)\//.exec(text)?.[1];
}

interface Joined {
  readonly from: ComponentDraft;
  readonly to: ComponentDraft;
  readonly says: string;
  readonly at: Location;
}

function join(draft: GraphDraft, joined: Joined): void {
  connect(draft, { ...joined, kind: 'routes-to', strength: 'hard' });
}
