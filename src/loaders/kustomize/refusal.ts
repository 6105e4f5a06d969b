import type { SourceRange } from '../../core/location.ts';

/** Why kubectl would not build a kustomization. Caught where the step it stops can be left out. */
export class Refusal extends Error {
  readonly code: string;
  readonly at: SourceRange | undefined;

  constructor(code: string, message: string, at?: SourceRange) {
    super(message);
    this.code = code;
    this.at = at;
  }
}
