import type { ComponentId } from './id.ts';
import type { Evidence } from './finding.ts';
import type { Value } from './value.ts';

export type DependencyKind =
  | 'calls'
  | 'stores'
  | 'consumes'
  | 'publishes'
  | 'runs-on'
  | 'routes-to'
  | 'reads-secret'
  | 'assumes'
  | 'deploys'
  | 'observes'
  | 'protects'
  | 'encrypts'
  | 'member-of';

export type DependencyStrength = 'hard' | 'soft' | 'async' | 'startup-only' | 'control-only';

/** `from` needs `to`. Existence and strength are separate, and each may be unknown. */
export interface Dependency {
  readonly from: ComponentId;
  readonly to: ComponentId;
  readonly kind: DependencyKind;
  readonly strength: Value<DependencyStrength>;
  /** Observed A; declared or typed configuration B; a reference or a catalog C; a name only D. */
  readonly grade: 'A' | 'B' | 'C' | 'D';
  /**
   * True where only a permission, or settings that are taken in whole, say that it may be: shown apart, and
   * never counted as a dependency.
   */
  readonly candidate?: boolean | undefined;
  readonly evidence: readonly Evidence[];
}
