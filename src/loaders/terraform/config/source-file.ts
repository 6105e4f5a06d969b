import type { SourceRange } from '../../../core/location.ts';
import type { HclDocument, Span } from '../../../syntax/hcl/ast.ts';

/** One parsed file; its path is relative to the reading boundary. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly document: HclDocument;
}

/** A span of a file. */
export function rangeIn(file: SourceFile, span: Span): SourceRange {
  return { file: file.path, start: span.start, end: span.end };
}
