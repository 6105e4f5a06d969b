import type { Availability } from './availability.ts';
import type { Capacity } from './capacity.ts';
import type { Component, ComponentKind } from './component.ts';
import type { Dependency, DependencyKind } from './dependency.ts';
import type { ConsequenceModel, Evidence, Severity } from './finding.ts';
import type { ComponentId, ResourceId, RuleId, StackId } from './id.ts';
import type { Journey } from './journey.ts';
import type { Location } from './location.ts';
import type { Remedy } from './remedy.ts';
import type { Resource, Stack } from './resource.ts';
import type { Unknown } from './value.ts';

interface OutcomeBase {
  /** Tells several outcomes of one rule on one component apart; part of the finding's id. */
  readonly key?: string | undefined;
}

export interface Passed extends OutcomeBase {
  readonly status: 'pass';
}

export interface NotApplicable extends OutcomeBase {
  readonly status: 'not-applicable';
  readonly why: string;
}

export interface Undecided extends OutcomeBase {
  readonly status: 'unknown';
  readonly because: readonly Unknown[];
  /** The question this leaves open, if the default wording does not fit. */
  readonly question?: string | undefined;
  readonly at?: Location | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
}

export interface Failed extends OutcomeBase {
  readonly status: 'fail';
  /** The consequence with the component's name, then what states it; one or two sentences. */
  readonly problem: string;
  readonly evidence: readonly Evidence[];
  /** Names of remedies on the component, or remedies made here. */
  readonly remedies: readonly Remedy[];
  /** The attribute whose text is the cause; grouping and the finding's id use its origin. */
  readonly cause?: Location | undefined;
  /** When the entry's words lower or raise this case. */
  readonly severity?: Severity | undefined;
  readonly confidence?: 'high' | 'medium' | 'low' | undefined;
}

export type Outcome = Passed | NotApplicable | Undecided | Failed;

/** Whether the rule asks for production-like environments only. */
export type EnvironmentScope = 'production-like' | 'production-like-or-staging' | 'lowered-elsewhere' | 'any';

export interface Rule {
  readonly id: RuleId;
  /** What goes wrong, as one sentence without a name. */
  readonly title: string;
  readonly appliesTo: readonly ComponentKind[];
  readonly severity: Severity;
  readonly consequence: ConsequenceModel;
  readonly environments: EnvironmentScope;
  check(component: Component, context: RuleContext): Outcome | readonly Outcome[];
}

/** What a rule may ask. Everything is looked up by id or kind; a rule never walks the whole graph. */
export interface RuleContext {
  /** Today, as an input: `2026-11-21`. */
  readonly asOf: string;
  readonly settings: RuleSettings;
  component(id: ComponentId): Component;
  ofKind(kind: ComponentKind): readonly Component[];
  dependenciesFrom(id: ComponentId, kind?: DependencyKind): readonly Dependency[];
  dependenciesTo(id: ComponentId, kind?: DependencyKind): readonly Dependency[];
  /** What may depend on what, as permissions and settings taken in whole say. */
  readonly candidates: readonly Dependency[];
  /** Entry points with what users must reach through them; made when they are first asked for. */
  journeys(): readonly Journey[];
  /** Journeys that reach this component. */
  journeysThrough(id: ComponentId): readonly Journey[];
  stack(id: StackId): Stack;
  readonly stacks: readonly Stack[];
  /** The component made of this resource, if any. */
  componentOf(resource: ResourceId): Component | undefined;
  resource(id: ResourceId): Resource | undefined;
  /** Public entries (load balancer, gateway, CDN) whose requests can reach this component. */
  entriesReaching(id: ComponentId): readonly ComponentId[];
  /** False only when no public entry reaches it, not even over candidates. */
  mayBeReached(id: ComponentId): boolean;
  /** True when the component's stack holds a public entry, so that being reached by none means something. */
  hasPublicEntryBeside(component: Component): boolean;
  /** Support dates of products (`end-of-life.json`). */
  readonly support: SupportTable;
  /** What the estate can carry; reckoned when it is first asked for. */
  capacity(): Capacity;
  /** When journeys stop, how long in a year and what for; reckoned when it is first asked for. */
  availability(): Availability;
  /** True unless configuration, tags, accounts or variable values say it is something else. */
  isProductionLike(component: Component): boolean;
}

export interface RuleSettings {
  readonly stage: 'seed' | 'growth' | 'scale';
  readonly minimumBackupDays: number;
  readonly supportHorizonDays: number;
  readonly logRetentionDays: number;
  readonly requiredTags: readonly string[];
  readonly ownAccounts: readonly string[];
}

/**
 * One release cycle of a product. A date is the day the support ends; `ended` without a day is
 * `true`/`false`.
 */
export interface SupportCycle {
  /** What a person calls the product: `Amazon RDS for PostgreSQL`. */
  readonly title: string;
  readonly cycle: string;
  readonly supportEnds: string | boolean | null;
  readonly extendedSupportEnds: string | boolean | null;
  /** Paid, subscription, free or vendor. */
  readonly extendedSupport: string | undefined;
  readonly basis: 'provider' | 'upstream';
  /** The page where the dates can be looked up. */
  readonly page: string;
}

export interface SupportTable {
  readonly asOf: string;
  readonly source: string;
  /** The cycle that a version belongs to, or undefined when product or version is not in the table. */
  find(product: string, version: string): SupportCycle | undefined;
}
