import type { Diagnostic } from '../../core/diagnostic.ts';
import type { NotRead } from '../../core/resource.ts';
import type { Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import type { Manifest } from '../objects/manifest.ts';

/** One chart with what its deployer passes to it. */
export interface ReleaseInput {
  /** Folder of the chart. */
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  /**
   * Values over the chart's own, in order, later wins. A values file that is named and cannot be read stands
   * in its place as an unknown: what it may override is uncertain, what is set after it is certain again.
   */
  readonly values: readonly (YamlNode | Unknown)[];
  /** Values files that cannot be read and come before all `values`. */
  readonly missing: readonly Unknown[];
  /** `1.31.0`; without it the one that Helm 3.18 assumes. */
  readonly kubeVersion?: string | undefined;
  /** APIs of the cluster, besides those that Helm knows: `monitoring.coreos.com/v1`. */
  readonly apiVersions?: readonly string[] | undefined;
}

/** What a chart deploys. */
export interface RenderedChart {
  readonly manifests: readonly Manifest[];
  /** Every file that was read for it, sorted. */
  readonly files: readonly string[];
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly Diagnostic[];
}
