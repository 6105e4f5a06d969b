import type { ComponentKind } from '../core/component.ts';
import type { Facts } from '../core/facts.ts';
import type { Remedy } from '../core/remedy.ts';
import type { Resource } from '../core/resource.ts';

/** What one resource means by itself; what needs neighbours is filled by the link passes. */
export interface Description {
  readonly kind: ComponentKind;
  /** What a person calls it; defaults to the literal `name`/`identifier`, else the name in the source. */
  readonly name?: string | undefined;
  readonly facts: Facts;
  readonly remedies?: { readonly [name: string]: Remedy } | undefined;
}

/** The meaning of one resource type. Lives in `<provider>/<resource-type>.ts` as `export const model`. */
export interface ResourceModel {
  /** Terraform types, or API groups and kinds (`apps/Deployment`), with this meaning; the main one first. */
  readonly types: readonly string[];
  describe(resource: Resource): Description;
}
