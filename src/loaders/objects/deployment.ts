import type { ResourceId, StackId } from '../../core/id.ts';
import type { IgnoredDifference } from '../../core/resource.ts';
import type { Unknown } from '../../core/value.ts';
import type { YamlNode } from '../../syntax/yaml/ast.ts';
import type { Description, EnvironmentWord } from './description.ts';
import type { Manifest } from './manifest.ts';

/** A GitOps object and what renders it; nothing does where it stands in a file of plain manifests. */
export interface Parent {
  readonly manifest: Manifest;
  readonly description: Description | undefined;
}

/** What one GitOps object puts on a cluster. */
export interface Deployment {
  /** `Argo CD application orders`. */
  readonly says: string;
  /** Name of the application, kustomization or release. */
  readonly name: string;
  readonly parent: Parent;
  /** What told its environment before it was looked at, as the Terraform stack that has it. */
  readonly environments?: readonly EnvironmentWord[] | undefined;
  /** Tells it apart from the same deployment with other values; undefined: by its parent and name. */
  readonly variant?: string | undefined;
  /** The resource that says so, where it is no Kubernetes object. */
  readonly resource?: ResourceId | undefined;
  readonly ofStack?: StackId | undefined;
  readonly cluster: string | undefined;
  /** Namespace of what has none of its own. */
  readonly namespace: string | undefined;
  /** True when the controller undoes changes that others make. */
  readonly selfHeals: boolean;
  readonly ignores: readonly IgnoredDifference[];
  readonly source: DeployedPath | DeployedChart;
}

/** A folder of this tree. */
export interface DeployedPath {
  readonly kind: 'path';
  /** As written, without `./`. */
  readonly path: string;
  /** Folder relative to the boundary. */
  readonly folder: string;
  /** As written; taken for this repository because the folder is here. */
  readonly repository: string | undefined;
  /** Flux descends into folders and takes what is there; Argo CD reads one folder. */
  readonly tool: 'argo' | 'flux';
  /** Fields of a kustomization that the object adds: patches, images, namePrefix, components, … */
  readonly kustomize: readonly KustomizeField[];
  readonly directory: DirectoryOptions;
  readonly helm: HelmOptions;
  readonly substitutions: Substitutions | undefined;
}

/** A field that a GitOps object adds to a kustomization. */
export interface KustomizeField {
  readonly name: string;
  readonly value: YamlNode;
}

export interface DirectoryOptions {
  readonly recurse: boolean;
  readonly include: string | undefined;
  readonly exclude: string | undefined;
}

export interface HelmOptions {
  readonly release: string | undefined;
  /** Over the chart's own values, in order. */
  readonly values: readonly (YamlNode | Unknown)[];
  /** Paths of values files that were read, in order. */
  readonly valuesFiles: readonly string[];
  /** Values files that are named and are not in the tree. */
  readonly unread: readonly string[];
}

/** A chart of this tree, or one that is elsewhere. */
export interface DeployedChart {
  readonly kind: 'chart';
  /** Folder in this tree; undefined: the chart is elsewhere. */
  readonly folder: string | undefined;
  /** What the chart is called where it is: `podinfo`. */
  readonly chart: string;
  readonly repository: string | undefined;
  readonly version: YamlNode | undefined;
  readonly helm: HelmOptions;
  readonly substitutions: undefined;
}

/** Values for `${NAME}` in rendered objects. */
export interface Substitutions {
  readonly known: ReadonlyMap<string, YamlNode>;
  /** Named sources of values that could not be read. */
  readonly unread: readonly string[];
}

/** Nothing passed to a chart. */
export const noHelmOptions: HelmOptions = { release: undefined, values: [], valuesFiles: [], unread: [] };
