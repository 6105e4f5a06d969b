import type { Stated } from '../../../core/component.ts';
import type { BlockVolume } from '../../../core/facts/compute.ts';
import type { StorageClass, VolumeClaim } from '../../../core/facts/workload.ts';
import type { Remedy } from '../../../core/remedy.ts';
import { Unknown } from '../../../core/value.ts';
import { effectivePerformance } from '../../aws/block-volumes.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';

/** What the claims of a workload, or a claim, cost as disks of a cloud: their class says which. */
export const claimVolumes: LinkPass = {
  name: 'claim-volumes',
  after: ['volume-claims'],
  run(draft) {
    for (const component of draft.components.values()) {
      const { volumeClaim, pods } = component.facts;
      const claims = volumeClaim ? [volumeClaim] : (pods?.claimTemplates ?? []);
      const volumes = claims.flatMap((claim) =>
        volumeOf(claim, volumeClaim ? 'volume' : `volume ${claim.name}`, draft),
      );
      const [first] = volumes;
      if (!first) continue;
      component.facts.blockVolumes = { value: volumes, at: [first.at], origin: 'written' };
      addRemedies(component, volumes);
    }
  },
};

function volumeOf(claim: VolumeClaim, name: string, draft: GraphDraft): readonly BlockVolume[] {
  const facts = claim.class === undefined ? undefined : draft.components.get(claim.class)?.facts.storageClass;
  const type = facts && typeOf(facts);
  if (!facts || !type) return [];
  const { sizeGib } = claim;
  const performance = effectivePerformance(type, sizeGib, {
    iops: iopsOf(facts, sizeGib),
    throughput: numberOf(facts.parameters['throughput']),
  });
  const volume: BlockVolume = {
    name,
    provider: 'aws',
    at: claim.at,
    type,
    sizeGib,
    iops: performance.iops,
    throughputMibps: performance.throughput,
    encrypted: undefined,
  };
  return [volume];
}

// https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
const DRIVER = 'ebs.csi.aws.com';
// https://kubernetes.io/docs/concepts/storage/storage-classes/#aws-ebs
const IN_TREE = 'kubernetes.io/aws-ebs';
const DEFAULTS: { readonly [provisioner: string]: string } = { [DRIVER]: 'gp3', [IN_TREE]: 'gp2' };

function typeOf({ provisioner, parameters }: StorageClass): Stated<string> | undefined {
  const by = provisioner.value;
  if (Unknown.is(by) || !Object.hasOwn(DEFAULTS, by)) return undefined;
  const written = parameters['type'];
  if (written) return written;
  return { value: DEFAULTS[by] ?? '', at: provisioner.at, origin: 'default', source: provisioner.source };
}

function iopsOf({ parameters }: StorageClass, size: Stated<number> | undefined): Stated<number> | undefined {
  const fixed = numberOf(parameters['iops']);
  if (fixed) return fixed;
  const each = numberOf(parameters['iopsPerGB']);
  if (!each || !size) return undefined;
  if (Unknown.is(each.value)) return each;
  return { ...each, value: Unknown.is(size.value) ? size.value : each.value * size.value };
}

function numberOf(parameter: Stated<string> | undefined): Stated<number> | undefined {
  if (!parameter) return undefined;
  if (Unknown.is(parameter.value)) return { ...parameter, value: parameter.value };
  const value = Number(parameter.value);
  return Number.isFinite(value) ? { ...parameter, value } : undefined;
}

/** A class cannot be changed: the way is a new one. */
function addRemedies({ remedies }: ComponentDraft, volumes: readonly BlockVolume[]): void {
  for (const { name } of volumes) {
    for (const type of ['gp3', 'io2']) remedies[`newer-volume-type ${type} ${name}`] ??= newClass(type);
  }
}

function newClass(type: string): Remedy {
  return {
    title: `Make a storage class with type ${type} and name it in new claims`,
    safety: 'review',
    caution:
      'the parameters of a class cannot be changed, and claims keep their class; ' +
      'the provider can change the disks that exist in place',
    intents: [],
  };
}
