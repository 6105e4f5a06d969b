import type { YamlMapping } from '../../../syntax/yaml/ast.ts';

/** One file of a chart. */
export interface ChartFile {
  /** Inside the chart: `templates/service.yaml`. */
  readonly name: string;
  /** Inside the boundary; of an archive, the archive and the name in it. */
  readonly path: string;
  /** Read when asked for; empty where it cannot be read. */
  text(): string;
  bytes(): Uint8Array;
}

/** What a chart says that it depends on. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly alias: string | undefined;
  /** Paths of values, separated by commas. */
  readonly condition: string;
  readonly tags: readonly string[];
  readonly importValues: readonly (string | { readonly child: string; readonly parent: string })[];
  readonly at: YamlMapping;
}

export interface Metadata {
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  /** `application` where nothing is said. */
  readonly type: string;
  /** The Kubernetes versions that it accepts. */
  readonly kubeVersion: string;
  readonly dependencies: readonly Dependency[];
  /** Chart.yaml as it stands. */
  readonly root: YamlMapping;
}

/** A chart as it was read, with the charts inside it. */
export interface Chart {
  readonly metadata: Metadata;
  /** Where it stands: a folder, or an archive. */
  readonly place: string;
  readonly values: YamlMapping | undefined;
  readonly templates: readonly ChartFile[];
  /** All other files: `.Files`, `crds/`. */
  readonly files: readonly ChartFile[];
  readonly charts: readonly Chart[];
}

/** Whether it only gives templates to others. */
export function isLibrary(chart: Chart): boolean {
  return chart.metadata.type.toLowerCase() === 'library';
}
