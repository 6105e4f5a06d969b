import { lookup } from '../../core/lookup.ts';
import { Unknown } from '../../core/value.ts';
import type { Value } from '../../core/value.ts';

/** What holds a volume: one zone, one region, a network of its own, or the disk of one node. */
export type Reach = 'zone' | 'region' | 'network' | 'node';

// Provisioners by the documentation of their drivers, 2026-11.
const REACH: { readonly [provisioner: string]: Reach } = {
  'kubernetes.io/aws-ebs': 'zone',
  'ebs.csi.aws.com': 'zone',
  'ebs.csi.eks.amazonaws.com': 'zone',
  'fsx.csi.aws.com': 'zone',
  'kubernetes.io/gce-pd': 'zone',
  'pd.csi.storage.gke.io': 'zone',
  'kubernetes.io/azure-disk': 'zone',
  'disk.csi.azure.com': 'zone',
  'kubernetes.io/cinder': 'zone',
  'cinder.csi.openstack.org': 'zone',
  'dobs.csi.digitalocean.com': 'zone',
  'csi.hetzner.cloud': 'zone',
  'csi.scaleway.com': 'zone',
  'linodebs.csi.linode.com': 'zone',
  'block.csi.vultr.com': 'zone',
  'blockvolume.csi.oraclecloud.com': 'zone',
  'vpc.block.csi.ibm.io': 'zone',
  'efs.csi.aws.com': 'network',
  's3.csi.aws.com': 'network',
  'filestore.csi.storage.gke.io': 'network',
  'gcsfuse.csi.storage.gke.io': 'network',
  'kubernetes.io/azure-file': 'network',
  'file.csi.azure.com': 'network',
  'blob.csi.azure.com': 'network',
  'nfs.csi.k8s.io': 'network',
  'smb.csi.k8s.io': 'network',
  'driver.longhorn.io': 'network',
  'pxd.portworx.com': 'network',
  'kubernetes.io/portworx-volume': 'network',
  'csi.san.synology.com': 'network',
  'kubernetes.io/no-provisioner': 'node',
  'rancher.io/local-path': 'node',
  'k8s.io/minikube-hostpath': 'node',
  'docker.io/hostpath': 'node',
  'microk8s.io/hostpath': 'node',
  'hostpath.csi.k8s.io': 'node',
  'openebs.io/local': 'node',
  'local.csi.openebs.io': 'node',
  'zfs.csi.openebs.io': 'node',
  'topolvm.io': 'node',
  'topolvm.cybozu.com': 'node',
};

// Drivers whose name starts with the name of their installation.
const PATTERNS: readonly (readonly [pattern: RegExp, reach: Reach])[] = [
  [/\.(?:rbd|cephfs|nfs)\.csi\.ceph\.com$/, 'network'],
  [/^(?:rbd|cephfs)\.csi\.ceph\.com$/, 'network'],
  [/nfs-(?:subdir-external|client|server)-provisioner/, 'network'],
  [/^org\.democratic-csi\./, 'network'],
];

/** Where a driver keeps a volume with these parameters; unknown for a driver that is not in the table. */
export function reachOf(
  provisioner: Value<string>,
  parameter: (name: string) => Value<string> | undefined,
): Value<Reach> {
  if (Unknown.is(provisioner)) return provisioner;
  const known = lookup(REACH, provisioner) ?? PATTERNS.find(([pattern]) => pattern.test(provisioner))?.[1];
  if (known === undefined) {
    return new Unknown({
      reason: 'rule-question',
      detail: `it is not known where ${provisioner} keeps its volumes`,
    });
  }
  return known === 'zone' ? replicated(parameter) : known;
}

/** Disks that a cloud keeps in several zones: regional disks of Google, zone-redundant ones of Azure. */
function replicated(parameter: (name: string) => Value<string> | undefined): Value<Reach> {
  for (const name of ['replication-type', 'skuName', 'skuname', 'storageaccounttype']) {
    const value = parameter(name);
    if (value === undefined) continue;
    if (Unknown.is(value)) return value;
    if (value === 'regional-pd' || /_ZRS$/i.test(value)) return 'region';
  }
  return 'zone';
}

/** Labels that name the zone of a node, each driver's own included. */
export const ZONE_LABELS: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/zone',
  'topology.ebs.csi.aws.com/zone',
  'topology.gke.io/zone',
  'topology.disk.csi.azure.com/zone',
  'topology.cinder.csi.openstack.org/zone',
  'csi.hetzner.cloud/location',
]);
