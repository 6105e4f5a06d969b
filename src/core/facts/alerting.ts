import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';

/** Facts of alarms, of what leads them to people, and of what measures components. */
export interface AlertingFacts {
  readonly alert?: Alert | undefined;
  /** Of an Alertmanager configuration. */
  readonly alertRoutes?: AlertRoute | undefined;
  readonly receivers?: readonly Receiver[] | undefined;
  readonly inhibitRules?: readonly InhibitRule[] | undefined;
  /** Alarms on this component. */
  readonly watchedBy?: readonly ComponentId[] | undefined;
  /** Why there may be others: dimensions that cannot be resolved, a monitoring product outside. */
  readonly moreWatchers?: Unknown | undefined;
  /** What measures it: monitors, scrape settings, annotations, agents. */
  readonly measuredBy?: readonly { readonly says: string; readonly at: Location }[] | undefined;
  /** Why something else may. */
  readonly maybeMeasured?: Unknown | undefined;
  /** Monitors of its namespace that do not select it, and what they select. */
  readonly otherMonitors?: readonly { readonly says: string; readonly at: Location }[] | undefined;
  /** Whether it sends traces. Absent where nothing can be said of its kind. */
  readonly traced?: Stated<boolean> | undefined;
  readonly slo?: Slo | undefined;
  /** SLOs that are about this component. */
  readonly promisedBy?: readonly ComponentId[] | undefined;
}

/** What somebody promised of a service, in a form that can be measured. */
export interface Slo {
  /** Percent. Absent where it is written in a way that is not read. */
  readonly objective: Stated<number> | undefined;
  readonly covers: readonly ComponentId[];
  /** Why it may be about others. */
  readonly coversUnknown: Unknown | undefined;
}

/** What an alarm tells about. */
export type Signal =
  /** Spends an error budget too fast: fires whatever the cause. */
  | 'burn-rate'
  | 'errors'
  | 'latency'
  | 'availability'
  | 'saturation'
  /** A hard limit that leads to an outage in hours: disk, certificate, quota, replication. */
  | 'hard-limit'
  | 'backlog-age'
  | 'backlog-depth'
  | 'dead-letters'
  /** Nothing is measured any more. */
  | 'absence'
  /** A cause that says nothing about users: CPU, memory, restarts. */
  | 'cause'
  | 'other';

/** One alert rule, or alarm of a cloud. */
export interface Alert {
  readonly platform: 'prometheus' | 'cloudwatch' | 'google' | 'azure';
  readonly signal: Signal;
  /** PromQL. */
  readonly expression: Stated<string> | undefined;
  /** `AWS/SQS ApproximateAgeOfOldestMessage`, or the metric names in the expression. */
  readonly metrics: readonly string[];
  readonly comparison: { readonly operator: string; readonly threshold: Stated<number> } | undefined;
  /** How long the condition must hold. */
  readonly forSeconds: Stated<number> | undefined;
  readonly labels: { readonly [name: string]: Value<string> };
  readonly annotations: { readonly [name: string]: Value<string> };
  /** Whether it wakes people, as label, route or action says. */
  readonly isPage: Value<boolean>;
  readonly pageBecause: string;
  readonly runbook: Stated<string> | undefined;
  /** The path that the runbook names, where it is one of the repository and no such file exists. */
  readonly runbookMissing?: string | undefined;
  /** Why its expression can never be true; empty or absent: nothing says so. */
  readonly cannotFire?: readonly string[] | undefined;
  /** What it is about. */
  readonly watches: readonly ComponentId[];
  /** How that was found: `job = orders is the Service orders`. */
  readonly watchesBecause?: readonly string[] | undefined;
  /** Why it may be about others. */
  readonly watchesUnknown: Unknown | undefined;
  /** Matched routes in order, and where they end. Absent where no routing tree is in the inputs. */
  readonly routed: RoutedAlert | undefined;
  readonly at: Location;
}

export interface RoutedAlert {
  readonly tree: ComponentId;
  /** From the root on. */
  readonly routes: readonly { readonly says: string; readonly at: Location }[];
  readonly receivers: readonly Receiver[];
  /** Why nothing is sent whatever the receiver: a mute time or an inhibition that holds always. */
  readonly silencedBy: readonly { readonly says: string; readonly at: Location }[];
  /** Set when labels or matchers are not known, or when another tree may be the one. */
  readonly unknown: Unknown | undefined;
}

/** One node of a routing tree of Alertmanager. */
export interface AlertRoute {
  /** Undefined: that of the route above. */
  readonly receiver: Value<string> | undefined;
  readonly matchers: readonly AlertMatcher[];
  readonly matchersUnknown: Unknown | undefined;
  readonly continues: boolean;
  /** Mute times that hold always. */
  readonly alwaysMuted: readonly { readonly says: string; readonly at: Location }[];
  readonly routes: readonly AlertRoute[];
  readonly at: Location;
}

export interface AlertMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** While an alert of the source fires, those of the target are not sent. */
export interface InhibitRule {
  readonly source: readonly AlertMatcher[];
  readonly target: readonly AlertMatcher[];
  /** Labels that must be equal on both. */
  readonly equal: readonly string[];
  readonly unknown: Unknown | undefined;
  readonly at: Location;
}

/** Where alerts end. */
export interface Receiver {
  readonly name: string;
  /** `pagerduty`, `slack`, `email`; empty: it sends nothing. */
  readonly integrations: readonly { readonly kind: string; readonly at: Location }[];
  /** Why there may be others. */
  readonly unknown: Unknown | undefined;
  readonly at: Location;
}
