import type { ComponentId, StackId } from '../id.ts';
import type { Location, SourceRange } from '../location.ts';
import type { PlannedChange } from '../resource.ts';
import type { SecretLiteral, StackCode, WrittenModuleCall, WrittenSetting } from '../stack-code.ts';
import type { DataObject, Unknown, Value } from '../value.ts';
import type { ComponentKind } from '../component.ts';

/** Facts of stacks and repositories: how the code is written, and what only several stacks together tell. */
export interface CodeFacts {
  readonly stackFacts?: StackFacts | undefined;
  readonly repositoryFacts?: RepositoryFacts | undefined;
}

/** What is known of a stack beside its code. */
export interface StackFacts {
  readonly code: StackCode;
  /** `infra/orders`, or `the root folder`. */
  readonly rootName: string;
  /**
   * The components of the stacks of this root, one for each variable set, sorted; the first one speaks for
   * the root.
   */
  readonly sameRoot: readonly ComponentId[];
  readonly managedResources: number;
  /** Components of the stack that keep data, sorted. */
  readonly stateful: readonly ComponentId[];
  /** Addresses of resources whose secrets a state holds in plain text, sorted. */
  readonly secretsInState: readonly string[];
  /** The backend with each configuration file that may complete it, or alone where there is none. */
  readonly backends: readonly CompletedBackend[];
  /** The platform that runs the root and keeps its state, when a resource in the inputs says so. */
  readonly stateKeptBy: { readonly name: string; readonly at: SourceRange } | undefined;
  /**
   * The largest group of connected resources of the root itself, as addresses; empty when nothing is
   * connected.
   */
  readonly largestGroup: readonly string[];
  /** Who says which environment parts of the stack belong to. */
  readonly environmentWitnesses: readonly EnvironmentWitness[];
  /** Other stacks that describe the same system for another environment. */
  readonly counterparts: readonly Counterpart[];
  readonly plannedLosses: readonly PlannedLoss[];
  /**
   * What is written in the root's own files, or in variable files of this root alone, and read by nothing.
   */
  readonly unreadSettings: readonly WrittenSetting[];
}

/** The settings of a backend as `terraform init` would see them. */
export interface CompletedBackend {
  readonly settings: DataObject;
  /** The backend block, and the file that completes it. */
  readonly at: readonly SourceRange[];
  /** True when something that the backend needs is still not among the settings. */
  readonly isPartial: boolean;
  /** The bucket that keeps the state, where it is in the inputs. */
  readonly bucket: ComponentId | undefined;
  /** True when an encryption of that bucket is written down. */
  readonly bucketDeclaresEncryption: Value<boolean>;
}

/** A value or a name that says which environment a part of a stack belongs to. */
export interface EnvironmentWitness {
  readonly environment: string;
  /** A tag, a module's argument, or only a name. */
  readonly kind: 'tag' | 'argument' | 'name';
  /** `module.orders_prod: environment = "prod"`. */
  readonly says: string;
  readonly address: string;
  readonly at: SourceRange;
}

/** Another environment of the same system, with what differs. */
export interface Counterpart {
  readonly component: ComponentId;
  /** `the same root with other variables`, `9 of 10 addresses are equal`. */
  readonly pairedBy: string;
  /** Its environment: `staging`; and what people call it, its variable set or folder: `integration`. */
  readonly environment: string;
  readonly label: string;
  readonly differences: readonly Difference[];
  /** Switches that differ, and nobody can tell from the name which value is the weaker one. */
  readonly undirected: readonly Difference[];
  /** Values of settings that could not be compared. */
  readonly unresolved: readonly Unknown[];
  /** How many settings could be compared. */
  readonly compared: number;
}

/** Where one side of a difference is stated. */
export interface StatedPlace {
  readonly at?: Location | undefined;
  readonly range?: SourceRange | undefined;
}

/** One thing in which two environments differ. */
export interface Difference {
  readonly kind: 'type' | 'module-version' | 'setting' | 'switch';
  /** `aws_db_instance.orders: encryption at rest`. */
  readonly subject: string;
  /** The values in words: `on`, `off`, `missing`, `version 4.2`. */
  readonly own: string;
  readonly other: string;
  /** Which side is the weaker one; undefined where neither is. */
  readonly weaker: 'own' | 'other' | undefined;
  /**
   * True for what does not spoil a rehearsal: something that only watches, a version that is tried there
   * first.
   */
  readonly isMinor?: boolean | undefined;
  readonly ownPlace: StatedPlace;
  readonly otherPlace: StatedPlace;
}

/** A planned deletion or replacement with what it would take along. */
export interface PlannedLoss {
  readonly change: PlannedChange;
  /** The component as planned; undefined when nothing is left of it. */
  readonly component: ComponentId | undefined;
  readonly kind: ComponentKind;
  readonly name: string;
  readonly keepsData: boolean;
  readonly isPublicEntry: boolean;
}

/** What stands in text that several stacks share. */
export interface RepositoryFacts {
  readonly secrets: readonly FoundSecret[];
  readonly settings: readonly UnreadSettings[];
  /** Calls of modules inside local modules. */
  readonly moduleCalls: readonly WrittenModuleCall[];
}

/** A credential in text, with the stacks that read the text. */
export interface FoundSecret {
  readonly secret: SecretLiteral;
  /** Tells it from others in the same file; holds no line. */
  readonly key: string;
  readonly role: StackCode['role'];
  readonly stacks: readonly StackId[];
}

/** Values of one folder's text that no stack reads. */
export interface UnreadSettings {
  readonly folder: string;
  readonly settings: readonly WrittenSetting[];
}
