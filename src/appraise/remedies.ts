import type { Finding } from '../core/finding.ts';
import type { FindingId } from '../core/id.ts';
import type { Intent, Remedy } from '../core/remedy.ts';
import { isPlainValue } from '../core/remedy.ts';
import { isSameData } from '../core/same-data.ts';
import type { Data } from '../core/value.ts';
import { isDataList, isDataObject } from '../core/value.ts';
import type { ResourceChange } from './workbench.ts';

/** Remedies of a finding that say what to change, in the order in which `fix` tries them. */
export function editable({ remedies }: Pick<Finding, 'remedies'>): readonly Remedy[] {
  return remedies.filter(({ intents }) => intents.length > 0);
}

/** Equal for remedies that ask for the same edits. */
export function editKey(intents: readonly Intent[]): string {
  return JSON.stringify(intents);
}

/** Whether two edits leave the same resources behind. */
export function isSameEdit(a: readonly ResourceChange[], b: readonly ResourceChange[]): boolean {
  if (a.length !== b.length) return false;
  const other = new Map(b.map((one) => [one.id, one.after]));
  return a.every(({ id, after }) => {
    const now = other.get(id);
    if (!other.has(id) || (after === undefined) !== (now === undefined)) return false;
    return isSameData(after?.attributes, now?.attributes);
  });
}

/** Other findings whose remedy an edit has already brought about: everything that they want set is set. */
export function settledBy(
  changed: readonly ResourceChange[],
  own: FindingId,
  findings: readonly Finding[],
): readonly FindingId[] {
  const after = new Map(changed.map((one) => [one.id, one]));
  const holds = (intent: Intent): boolean => {
    if (intent.op === 'add') return false;
    const now = after.get(intent.at.resource);
    if (!now) return false;
    const value = now.after && valueAt(now.after.attributes, intent.at.path);
    if (intent.op === 'remove') return value === undefined;
    return isPlainValue(intent.value) && isSameData(value, intent.value);
  };
  return findings
    .filter((one) => one.id !== own && editable(one).some(({ intents }) => intents.every(holds)))
    .map(({ id }) => id);
}

function valueAt(data: Data | undefined, path: readonly (string | number)[]): Data | undefined {
  let at = data;
  for (const step of path) {
    if (typeof step === 'number') at = isDataList(at) ? at[step] : undefined;
    else at = isDataObject(at) ? at[step] : undefined;
  }
  return at;
}
