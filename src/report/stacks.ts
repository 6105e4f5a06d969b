import type { SourceRange } from '../core/location.ts';
import type { Place, Report, StackSummary } from '../core/report.ts';
import { placeJson } from './place-json.ts';
import type { Json } from './data-json.ts';
import { printJson } from './data-json.ts';
import type { Style } from './style.ts';
import { styleOf } from './style.ts';
import { isDeployed } from './terminal-head.ts';
import { oneLine, plural } from './text.ts';

type PlaceOf = (range: SourceRange) => Place | undefined;

/** What was found, before any judgement. */
export type Listing = Pick<Report, 'stacks' | 'notRead' | 'diagnostics'>;

/** `stacks --json`: every root found, its environment and why, and how to correct it. */
export function renderStacksJson(listing: Listing, placeOf: PlaceOf): string {
  return printJson({
    stacks: listing.stacks.map((stack) => stackJson(stack, placeOf)),
    ...leftoversJson(listing),
  });
}

/** What was found but not read, and what is wrong with the input: the end of every listing. */
export function leftoversJson({ notRead, diagnostics }: Pick<Report, 'notRead' | 'diagnostics'>): {
  [key: string]: Json;
} {
  return {
    notRead: notRead.map(({ file, kind, why }) => ({ file, kind, why })),
    diagnostics: diagnostics.map(({ severity, code, message, place }) => ({
      severity,
      code,
      message,
      place: placeJson(place),
    })),
  };
}

function stackJson(stack: StackSummary, placeOf: PlaceOf): Json {
  return {
    id: stack.id,
    kind: stack.kind,
    root: stack.root,
    environments: stack.environments.map(({ name, grade, because }) => ({
      name,
      grade,
      because: because.map(({ at, file, says }) => ({ file, line: (at && placeOf(at)?.line) ?? null, says })),
    })),
    workspace: stack.workspace,
    variableFiles: stack.variableFiles,
    chosen: stack.chosen,
    because: stack.because,
    deployers: stack.deployers,
    alternatives: stack.alternatives,
    correctWith: stack.correctWith,
    resources: stack.resources,
  };
}

export interface StacksOptions {
  readonly color: boolean;
  readonly placeOf: PlaceOf;
}

/** `stacks` for people. */
export function renderStacks(listing: Listing, { color, placeOf }: StacksOptions): string {
  const style = styleOf(color);
  const lines = listing.stacks.flatMap((stack) => {
    if (!isDeployed(stack)) return [describing(stack, style)];
    const { kind, resources, workspace, variableFiles, chosen, environments, alternatives } = stack;
    const unit = kind.startsWith('terraform') ? 'resource' : 'object';
    const names = environments.map(({ name, grade }) => `${oneLine(name)} (${gradeText(grade)})`).join(', ');
    const mark = chosen ? style.green('●') : style.dim('○');
    return [
      `${mark} ${style.bold(nameOf(stack))}` +
        `  ${names === '' ? 'environment not told' : names}` +
        `  ${style.dim(plural(resources, unit))}`,
      `    ${chosen ? 'chosen' : 'not chosen'}: ${oneLine(stack.because)}`,
      ...environments.flatMap(({ because }) =>
        because.map(({ at, file, says }) => {
          const line = at && placeOf(at)?.line;
          const where = line === undefined ? file : `${file}:${line}`;
          return `    because ${where === '' ? '' : `${where}: `}${oneLine(says)}`;
        }),
      ),
      ...stack.deployers.slice(0, MOST_DEPLOYERS).map((by) => `    deployed by ${oneLine(by)}`),
      ...(workspace === 'default' ? [] : [`    workspace ${oneLine(workspace)}`]),
      ...variableFiles.map((file) => `    values from ${oneLine(file)}`),
      ...(alternatives.length > 0
        ? [style.dim(`    other descriptions: ${alternativesText(alternatives)}`)]
        : []),
      style.dim(`    to correct it, in whatfails.yaml: ${oneLine(stack.correctWith)}`),
    ];
  });
  if (lines.length === 0) lines.push(NOTHING_FOUND);
  const left = listing.notRead.length;
  if (left > 0)
    lines.push('', `Found, but not read: ${plural(left, 'file')} (whatfails stacks --json names them)`);
  return `${lines.join('\n')}\n`;
}

/** What listings say where there is nothing to list. */
export const NOTHING_FOUND = 'Neither a Terraform root nor a Kubernetes object was found here.';

/** Contracts, owners and pipelines describe the whole tree: they have no environment to correct. */
function describing(stack: StackSummary, style: Style): string {
  const counted = style.dim(plural(stack.resources, 'object'));
  return `${stack.chosen ? style.green('●') : style.dim('○')} ${style.bold(nameOf(stack))}  ${counted}`;
}

/** A Terraform root is its folder; what renders objects says how, and tells its sets of values apart. */
function nameOf({ id, kind, root }: StackSummary): string {
  return oneLine(kind.startsWith('terraform') ? (root === '' ? '.' : root) : id);
}

const MOST_DEPLOYERS = 3;
const MOST_ALTERNATIVES = 5;

function alternativesText(alternatives: readonly string[]): string {
  const shown = alternatives.slice(0, MOST_ALTERNATIVES).map(oneLine).join(', ');
  const left = alternatives.length - MOST_ALTERNATIVES;
  return left > 0 ? `${shown} and ${left} more` : shown;
}

const GRADES: Readonly<Record<string, string>> = {
  A: 'told by you',
  B: 'by a value',
  C: 'by its name',
  D: 'assumed',
};

function gradeText(grade: string): string {
  return GRADES[grade] ?? grade;
}
