import type { Diagnostic } from '../../core/diagnostic.ts';
import type { SourceRange } from '../../core/location.ts';
import type { NotRead } from '../../core/resource.ts';
import { Refusal } from './refusal.ts';

/** What happened while a kustomization was built: what it read, what it could not, and what is wrong. */
export class BuildLog {
  readonly files = new Set<string>();
  /** Folders of the kustomizations and components it uses. */
  readonly includes = new Set<string>();
  readonly notRead = new Set<NotRead>();
  readonly diagnostics = new Set<Diagnostic>();

  /** Runs a step; what kubectl would refuse leaves the step out and is told. */
  attempt<T>(at: SourceRange, otherwise: T, step: () => T): T {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(error, at);
      return otherwise;
    }
  }

  /** Says that kubectl would not build this, and where. */
  refuse(refusal: Refusal, at: SourceRange): void {
    const { code } = refusal;
    const place = rangeOf(refusal.at ?? at);
    const message = `${place.file}: kubectl refuses to build this: ${refusal.message}`;
    this.diagnostics.add({ severity: 'error', code, message, at: place });
  }

  /** Says something worth knowing that stops nobody. */
  note(code: string, message: string, at: SourceRange): void {
    this.diagnostics.add({ severity: 'note', code, message: `${at.file}: ${message}`, at: rangeOf(at) });
  }

  /** Names what stands elsewhere and is left out. */
  leaveOut(kind: string, why: string, at: SourceRange): void {
    this.notRead.add({ file: at.file, kind, why });
  }

  /** Takes over what a kustomization below has logged. */
  absorb(below: BuildLog): void {
    for (const file of below.files) this.files.add(file);
    for (const folder of below.includes) this.includes.add(folder);
    for (const one of below.notRead) this.notRead.add(one);
    for (const one of below.diagnostics) this.diagnostics.add(one);
  }
}

function rangeOf({ file, start, end }: SourceRange): SourceRange {
  return { file, start, end };
}
