import type { ResourceId } from './id.ts';

/** A place in a file as character offsets; lines are resolved only for what is printed. */
export interface SourceRange {
  /** Path relative to the reading boundary, with forward slashes. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A logical place: one attribute of one resource. An empty path is the resource itself. */
export interface Location {
  readonly resource: ResourceId;
  readonly path: readonly (string | number)[];
}

/**
 * Where the text of a value stands, and whether an edit there changes exactly this value. `address` names the
 * place without offsets (`prod/db.tf aws_db_instance.main.multi_az`), so that it survives reformatting.
 */
export type Origin = { readonly address: string } & (
  | { readonly kind: 'literal'; readonly at: SourceRange }
  | {
      readonly kind: 'reference-chain';
      readonly literal: SourceRange;
      readonly through: readonly SourceRange[];
    }
  | { readonly kind: 'computed'; readonly why: string; readonly at: SourceRange }
  | { readonly kind: 'absent'; readonly at: SourceRange }
);
