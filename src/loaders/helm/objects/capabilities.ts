import type { GoMethod } from '../template/value.ts';
import { GoStruct, List, plain } from '../template/value.ts';
import { readVersion, versionText } from '../versions/version.ts';

// What `helm template` of the released Helm 3.18 assumes without a cluster: the version of its Kubernetes
// library (0.33).
const KUBE_VERSION = '1.33.0';

/** The Kubernetes version that a chart is rendered for, with the `v` before it. */
export function kubeVersionOf(wanted: string | undefined): string {
  const version = readVersion(wanted ?? KUBE_VERSION);
  return `v${typeof version === 'string' ? KUBE_VERSION : versionText(version)}`;
}

/** `.Capabilities`: what the cluster offers. */
export function capabilities(kubeVersion: string, apiVersions: readonly string[]): GoStruct {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(kubeVersion) ?? [];
  const give = (value: string): GoMethod => ({ parameters: [], call: () => value });
  return new GoStruct({
    typeName: '*chartutil.Capabilities',
    fields: {
      KubeVersion: new GoStruct({
        typeName: 'chartutil.KubeVersion',
        fields: { Version: kubeVersion, Major: major, Minor: minor },
        methods: { GitVersion: give(kubeVersion), String: give(kubeVersion) },
        print: () => kubeVersion,
      }),
      APIVersions: versionSet([...KNOWN_VERSIONS, ...apiVersions]),
      HelmVersion: new GoStruct({
        typeName: 'version.BuildInfo',
        fields: { Version: 'v3.18.4', GitCommit: '', GitTreeState: 'clean', GoVersion: 'go1.24.4' },
      }),
    },
  });
}

function versionSet(versions: readonly string[]): GoStruct {
  const known = new Set(versions);
  return new GoStruct({
    typeName: 'chartutil.VersionSet',
    items: new List(versions, { goType: 'chartutil.VersionSet' }),
    methods: {
      Has: {
        parameters: ['string'],
        call: ([version]) => {
          const name = plain(version ?? null);
          return typeof name === 'string' && known.has(name);
        },
      },
    },
  });
}

// As `{{ .Capabilities.APIVersions }}` prints it in Helm 3.18.4, in its order.
const KNOWN_VERSIONS = [
  'v1',
  'admissionregistration.k8s.io/v1',
  'admissionregistration.k8s.io/v1alpha1',
  'admissionregistration.k8s.io/v1beta1',
  'internal.apiserver.k8s.io/v1alpha1',
  'apps/v1',
  'apps/v1beta1',
  'apps/v1beta2',
  'authentication.k8s.io/v1',
  'authentication.k8s.io/v1alpha1',
  'authentication.k8s.io/v1beta1',
  'authorization.k8s.io/v1',
  'authorization.k8s.io/v1beta1',
  'autoscaling/v1',
  'autoscaling/v2',
  'autoscaling/v2beta1',
  'autoscaling/v2beta2',
  'batch/v1',
  'batch/v1beta1',
  'certificates.k8s.io/v1',
  'certificates.k8s.io/v1beta1',
  'certificates.k8s.io/v1alpha1',
  'coordination.k8s.io/v1alpha2',
  'coordination.k8s.io/v1beta1',
  'coordination.k8s.io/v1',
  'discovery.k8s.io/v1',
  'discovery.k8s.io/v1beta1',
  'events.k8s.io/v1',
  'events.k8s.io/v1beta1',
  'extensions/v1beta1',
  'flowcontrol.apiserver.k8s.io/v1',
  'flowcontrol.apiserver.k8s.io/v1beta1',
  'flowcontrol.apiserver.k8s.io/v1beta2',
  'flowcontrol.apiserver.k8s.io/v1beta3',
  'networking.k8s.io/v1',
  'networking.k8s.io/v1alpha1',
  'networking.k8s.io/v1beta1',
  'node.k8s.io/v1',
  'node.k8s.io/v1alpha1',
  'node.k8s.io/v1beta1',
  'policy/v1',
  'policy/v1beta1',
  'rbac.authorization.k8s.io/v1',
  'rbac.authorization.k8s.io/v1beta1',
  'rbac.authorization.k8s.io/v1alpha1',
  'resource.k8s.io/v1beta2',
  'resource.k8s.io/v1beta1',
  'resource.k8s.io/v1alpha3',
  'scheduling.k8s.io/v1alpha1',
  'scheduling.k8s.io/v1beta1',
  'scheduling.k8s.io/v1',
  'storage.k8s.io/v1beta1',
  'storage.k8s.io/v1',
  'storage.k8s.io/v1alpha1',
  'storagemigration.k8s.io/v1alpha1',
  'apiextensions.k8s.io/v1beta1',
  'apiextensions.k8s.io/v1',
];
