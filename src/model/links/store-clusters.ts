import type { Stated } from '../../core/component.ts';
import type { Count } from '../../core/facts/stores.ts';
import type { Location } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Data, Value } from '../../core/value.ts';
import { addBeside } from '../aws/new-resource.ts';
import { isServedByInstances } from '../aws/rds-cluster.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';
import { at, dataAt, readNumber } from '../read.ts';

interface Family {
  readonly cluster: string;
  readonly instance: string;
  /** `service_namespace` of replica autoscaling, where the service has it. */
  readonly scaling: string | undefined;
}

const FAMILIES: readonly Family[] = [
  { cluster: 'aws_rds_cluster', instance: 'aws_rds_cluster_instance', scaling: 'rds' },
  { cluster: 'aws_docdb_cluster', instance: 'aws_docdb_cluster_instance', scaling: undefined },
  { cluster: 'aws_neptune_cluster', instance: 'aws_neptune_cluster_instance', scaling: 'neptune' },
];

/** Joins database clusters with the instances that serve them, and counts these. */
export const storeClusters: LinkPass = {
  name: 'store-clusters',
  after: [],
  run(draft) {
    for (const family of FAMILIES) {
      const members = membersOf(draft, family);
      const elsewhere = readElsewhere(draft, family.cluster);
      const scaling = scalingOf(draft, family);
      for (const cluster of draft.ofType(family.cluster)) {
        const component = draft.componentOf(cluster.id);
        if (!component) continue;
        const found = members.get(cluster) ?? [];
        for (const instance of found) join(draft, component, instance);
        const stray =
          members.stray.get(cluster.stack) ?? scaling.stray.get(cluster.stack) ?? elsewhere.get(cluster);
        const count = countOf(cluster, found, stray);
        if (count) component.facts.instances = withReplicas(count, scaling.minimum.get(cluster));
        offerInstance(component, cluster, found);
      }
    }
  },
};

class Members {
  readonly #byCluster = new Map<Resource, Resource[]>();
  /** Instances whose cluster cannot be told, by stack: any cluster there may have one more. */
  readonly stray = new Map<string, Unknown>();

  add(cluster: Resource, instance: Resource): void {
    const known = this.#byCluster.get(cluster);
    if (known) known.push(instance);
    else this.#byCluster.set(cluster, [instance]);
  }

  get(cluster: Resource): readonly Resource[] | undefined {
    return this.#byCluster.get(cluster);
  }
}

function membersOf(draft: GraphDraft, family: Family): Members {
  const members = new Members();
  for (const instance of draft.ofType(family.instance)) {
    const written = dataAt(instance, 'cluster_identifier');
    const { targets, unknown } = draft.follow(written, instance, {
      types: [family.cluster],
      by: ['cluster_identifier'],
    });
    for (const cluster of targets) members.add(cluster, instance);
    if (targets.length === 0 && unknown) members.stray.set(instance.stack, unknown);
  }
  return members;
}

/** Clusters that another root looks up by name: it may declare instances of them. */
function readElsewhere(draft: GraphDraft, type: string): ReadonlyMap<Resource, Unknown> {
  const named = new Map<string, Resource>();
  for (const cluster of draft.ofType(type)) {
    const name = dataAt(cluster, 'cluster_identifier');
    if (typeof name === 'string') named.set(name, cluster);
  }
  const found = new Map<Resource, Unknown>();
  for (const lookup of draft.dataOfType(type)) {
    const name = dataAt(lookup, 'cluster_identifier');
    const cluster = typeof name === 'string' ? named.get(name) : undefined;
    if (!cluster || cluster.stack === lookup.stack) continue;
    found.set(
      cluster,
      new Unknown({
        reason: 'not-in-inputs',
        detail: `${lookup.stack} looks this cluster up and may give it instances`,
        settledBy: `a state file of ${lookup.stack}`,
      }),
    );
  }
  return found;
}

/** The least number of readers that autoscaling keeps. */
interface Scaling {
  readonly minimum: ReadonlyMap<Resource, Stated<number>>;
  /** Targets whose cluster cannot be told, by stack: any cluster there may be scaled. */
  readonly stray: ReadonlyMap<string, Unknown>;
}

function scalingOf(draft: GraphDraft, family: Family): Scaling {
  const minimum = new Map<Resource, Stated<number>>();
  const stray = new Map<string, Unknown>();
  for (const target of draft.ofType('aws_appautoscaling_target')) {
    if (family.scaling === undefined || dataAt(target, 'service_namespace') !== family.scaling) continue;
    const name = withoutPrefix(dataAt(target, 'resource_id'));
    const least = readNumber(target, ['min_capacity']);
    const options = { types: [family.cluster], by: ['cluster_identifier'] };
    const { targets, unknown } = draft.follow(name, target, options);
    for (const cluster of targets) if (least) minimum.set(cluster, least);
    if (targets.length === 0 && unknown) stray.set(target.stack, unknown);
  }
  return { minimum, stray };
}

/** `cluster:orders` names the cluster `orders`. */
function withoutPrefix(data: Data | undefined): Data | undefined {
  if (typeof data === 'string') return data.replace(/^cluster:/, '');
  if (!Unknown.is(data) || data.partial?.kind !== 'parts') return data;
  const parts = data.partial.parts
    .map((part, index) => (index === 0 && typeof part === 'string' ? part.replace(/^cluster:/, '') : part))
    .filter((part) => part !== '');
  const { reason, detail, settledBy, refs } = data;
  return new Unknown({ reason, detail, settledBy, refs, partial: { kind: 'parts', parts } });
}

function join(draft: GraphDraft, cluster: ComponentDraft, instance: Resource): void {
  const member = draft.componentOf(instance.id);
  if (!member) return;
  const place = at(instance, 'cluster_identifier');
  member.facts.memberOf = { value: cluster.id, at: [place], origin: 'written' };
  draft.depend({
    from: cluster.id,
    to: member.id,
    kind: 'runs-on',
    strength: 'hard',
    grade: 'B',
    evidence: [{ says: `${instance.address} serves ${cluster.name}`, at: place }],
  });
}

/** How many instances serve a cluster; undefined where instances are no resources. */
function countOf(
  cluster: Resource,
  instances: readonly Resource[],
  stray: Unknown | undefined,
): Stated<Count> | undefined {
  const served = cluster.type === 'aws_rds_cluster' ? isServedByInstances(cluster) : true;
  if (served === false) return undefined;
  const places = instances.map((instance): Location => at(instance, 'cluster_identifier'));
  const stated = (value: Value<Count>): Stated<Count> => ({
    value,
    at: places.length > 0 ? places : [at(cluster)],
    origin: 'written',
  });
  if (Unknown.is(served)) return stated(served);
  if (instances.length === 0) return stated(stray ?? noInstances(cluster));
  const several = instances.find((instance) => instance.unknownCount);
  const certain = instances.filter((instance) => !instance.unknownCount).length;
  const more = several ? unknownNumber(several) : stray;
  return stated({ atLeast: certain, atMost: more ?? certain });
}

function noInstances(cluster: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no instance of ${cluster.address} is in the inputs`,
    settledBy: 'the code that declares its instances, or a state file',
  });
}

function unknownNumber(instance: Resource): Unknown {
  return new Unknown({
    reason: 'unknown-expansion',
    detail: `the number of ${instance.address} cannot be told`,
    settledBy: 'the variable that its count or for_each depends on',
  });
}

// The minimum counts readers only, those written included, so the writer comes on top.
function withReplicas(count: Stated<Count>, minimum: Stated<number> | undefined): Stated<Count> {
  if (!minimum || Unknown.is(count.value)) return count;
  const places = [...count.at, ...minimum.at];
  const { atLeast, atMost } = count.value;
  if (Unknown.is(minimum.value)) return { ...count, at: places, value: { atLeast, atMost: minimum.value } };
  const standing = minimum.value + 1;
  const most = Unknown.is(atMost) ? atMost : Math.max(atMost, standing);
  return { ...count, at: places, value: { atLeast: Math.max(atLeast, standing), atMost: most } };
}

/** For a cluster and one instance written by themselves: the edit that adds a second one. */
function offerInstance(component: ComponentDraft, cluster: Resource, instances: readonly Resource[]): void {
  const [only, another] = instances;
  const advice = component.remedies['add-instance'];
  if (!only || another || !advice || cluster.module !== '' || only.address.includes('[')) return;
  const instanceClass = dataAt(only, 'instance_class');
  const engine = dataAt(only, 'engine');
  if (typeof instanceClass !== 'string') return;
  const intents = addBeside(only, {
    type: only.type,
    name: `${only.name}_second`,
    attributes: {
      cluster_identifier: { expression: `${cluster.type}.${cluster.name}.id` },
      instance_class: instanceClass,
      ...(typeof engine === 'string' ? { engine } : {}),
    },
  });
  component.remedies['add-instance'] = { ...advice, intents };
}
