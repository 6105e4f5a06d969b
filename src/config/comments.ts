import type { Accept, AcceptElsewhere } from '../core/accept.ts';
import type { AcceptProblem, Place } from '../core/report.ts';
import { isDay } from './schema.ts';

/** What comments in one file accept. */
export interface AcceptComments {
  readonly accepts: readonly Accept[];
  readonly elsewhere: readonly AcceptElsewhere[];
  readonly problems: readonly AcceptProblem[];
}

const ANY = /whatfails:accept|checkov:skip|tfsec:ignore|trivy:ignore|kics-scan/;
const OURS = /^whatfails:accept\b\s*(.*)$/;
const OTHERS: readonly (readonly [tool: string, pattern: RegExp])[] = [
  ['checkov', /\b(checkov:skip=\S.*)$/],
  ['tfsec', /\b(tfsec:ignore:\S+)/],
  ['trivy', /\b(trivy:ignore:\S+)/],
  ['kics', /\b(kics-scan (?:ignore|disable|enable)\S*)/],
];
const GRAMMAR = 'Write `# whatfails:accept RULE until=YYYY-MM-DD -- reason`';

/** Finds `# whatfails:accept RULE until=DATE -- reason`, and the comments that silence other tools. */
export function readComments(file: string, text: string): AcceptComments {
  const accepts: Accept[] = [];
  const elsewhere: AcceptElsewhere[] = [];
  const problems: AcceptProblem[] = [];
  if (!ANY.test(text)) return { accepts, elsewhere, problems };
  const lines = text.split(/\r\n|\n|\r/);
  const nextCode = codeAfter(lines);
  for (const [index, line] of lines.entries()) {
    const start = ANY.test(line) ? commentStart(line) : -1;
    if (start < 0) continue;
    const place = {
      file,
      line: index + 1,
      endLine: index + 1,
      column: start + 1,
      endColumn: line.length + 1,
    };
    const anchor = lines[index]?.slice(0, start).trim() === '' ? (nextCode[index] ?? 0) : index + 1;
    const comment = line
      .slice(start)
      .replace(/^(?:#|\/\/|\/\*)+\s*/, '')
      .replace(/\s*\*\/\s*$/, '');
    const ours = OURS.exec(comment);
    if (ours) {
      const read = readAccept(ours[1] ?? '', place, anchor);
      if ('kind' in read) problems.push(read);
      else accepts.push(read);
    } else elsewhere.push(...othersIn(comment, place, anchor));
  }
  return { accepts, elsewhere, problems };
}

/**
 * Where a comment begins on a line: a mark at its start or after a space, outside quotes; -1 where there is
 * none.
 */
function commentStart(line: string): number {
  for (const match of line.matchAll(/(?<=^|\s)(?:#|\/\/|\/\*)/g)) {
    const quotes = line.slice(0, match.index).match(/(?<!\\)"/g)?.length ?? 0;
    if (quotes % 2 === 0) return match.index;
  }
  return -1;
}

/** For each line, the number of the next line that is code: what a comment on a line of its own is about. */
function codeAfter(lines: readonly string[]): readonly number[] {
  const found: number[] = [];
  let next = lines.length + 1;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    found[index] = next;
    if (!/^\s*(?:#|\/\/|\/\*|\*)/.test(lines[index] ?? '')) next = index + 1;
  }
  return found;
}

function readAccept(words: string, place: Place, anchor: number): Accept | AcceptProblem {
  const [head = '', ...rest] = words.split(/\s+--\s+/);
  const reason = rest.join(' -- ').trim();
  const [rule = '', ...settings] = head.trim().split(/\s+/);
  const values = new Map(
    settings.map((setting) => {
      const equals = setting.indexOf('=');
      return equals < 0
        ? ([setting, ''] as const)
        : ([setting.slice(0, equals), setting.slice(equals + 1)] as const);
    }),
  );
  const until = values.get('until');
  const stranger = [...values.keys()].find((key) => key !== 'until' && key !== 'by');
  const wrong = (message: string): AcceptProblem => ({
    kind: 'invalid',
    message: `${message}. ${GRAMMAR}.`,
    place,
  });
  if (rule === '') return wrong('The accept names no rule');
  if (stranger !== undefined)
    return wrong(`The accept of ${rule} holds \`${stranger}\`, which means nothing`);
  if (until === undefined) return wrong(`The accept of ${rule} has no end`);
  if (!isDay(until)) return wrong(`The accept of ${rule} ends on "${until}", which is no day`);
  if (reason === '') return wrong(`The accept of ${rule} has no reason`);
  return { how: 'inline', rule, on: undefined, reason, until, by: values.get('by'), place, anchor };
}

function othersIn(comment: string, place: Place, anchor: number): readonly AcceptElsewhere[] {
  return OTHERS.flatMap(([tool, pattern]) => {
    const text = pattern.exec(comment)?.[1]?.trim();
    return text === undefined ? [] : [{ tool, text, place, anchor }];
  });
}
