import type { Files } from '../../../core/files.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { Data } from '../../../core/value.ts';
import type { Block, Expression, HclDocument, Span } from '../../../syntax/hcl/ast.ts';

/** One parsed file: path relative to the boundary, text after decoding, syntax tree. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly document: HclDocument;
}

/** A local module that the root reaches, read once however often it is called. */
export interface ReachedModule {
  /** Folder relative to the boundary. */
  readonly folder: string;
  readonly files: readonly SourceText[];
  /** The `module` blocks that open it: the folder of the file they stand in, and their name. */
  readonly calledBy: readonly { readonly folder: string; readonly name: string }[];
}

/** What `describeCode` looks at: one root with one variable set. */
export interface CodeInput {
  /** Folder of the root relative to the boundary; `''` is the boundary. */
  readonly root: string;
  /** The folders that the user named; none where all were meant. */
  readonly selected: readonly string[];
  readonly rootFiles: readonly SourceText[];
  readonly modules: readonly ReachedModule[];
  /** The variable files this stack uses, in order of precedence (the last one wins). */
  readonly variableFiles: readonly SourceText[];
  /** For neighbours: lock file, backend configuration, wrappers, scripts, files that `file()` names. */
  readonly files: Files;
  /** Evaluates an expression of the root module with this stack's variables. */
  evaluate(expression: Expression): Data;
}

/** A span of a file. */
export function rangeOf(source: SourceText, span: Span): SourceRange {
  return { file: source.file, start: span.start, end: span.end };
}

/** The text of a span. */
export function textOf(source: SourceText, span: Span): string {
  return source.text.slice(span.start, span.end);
}

/** A block with the file it stands in. */
export interface PlacedBlock {
  readonly source: SourceText;
  readonly block: Block;
}

/** The top-level blocks of some types, in the order of files and text. */
export function blocksOf(
  sources: readonly SourceText[],
  ...types: readonly string[]
): readonly PlacedBlock[] {
  return sources.flatMap((source) =>
    source.document.body.blocks
      .filter((block) => types.includes(block.type))
      .map((block) => ({ source, block })),
  );
}

/** The expression of an attribute that stands directly in a block. */
export function attributeOf(block: Block, name: string): Expression | undefined {
  return block.body.attributes.find((attribute) => attribute.name === name)?.expression;
}

/**
 * The address a top-level block has in its module: `aws_db_instance.orders`, `data.aws_ami.web`,
 * `module.network`.
 */
export function addressOf(block: Block): string {
  const labels = block.labels.map((label) => label.text).join('.');
  if (block.type === 'resource') return labels;
  return labels === '' ? block.type : `${block.type}.${labels}`;
}
