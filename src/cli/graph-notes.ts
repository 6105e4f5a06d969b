import type { Survey } from '../audit.ts';
import type { ReportedDiagnostic } from '../core/report.ts';
import type { Places } from '../reported/places.ts';
import { placedMessage } from '../report/pick.ts';
import { plural } from '../report/text.ts';
import { reportedDiagnostics } from '../reported/findings.ts';

// Before the answer, not in its place.
const MOST_NOTES = 3;

/** What is wrong with the input of a graph: what could not be read, contradicts itself or is ambiguous. */
export function graphNotes({ diagnostics, stacks, choices }: Survey, places: Places): readonly string[] {
  const chosen = stacks.filter(({ id }) => choices.get(id)?.chosen === true);
  const all = reportedDiagnostics(diagnostics, chosen, places).filter(isTold);
  // What the configuration declares comes first, and all of it.
  const own = all.filter(({ code }) => code === 'unused-declaration');
  const others = all.filter(({ code }) => code !== 'unused-declaration');
  const shown = [...own, ...others.slice(0, MOST_NOTES)].map(({ message, place }) =>
    placedMessage(message, place),
  );
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, `and ${plural(rest, 'more note')}: whatfails audit --all`] : shown;
}

function isTold({ severity, code }: ReportedDiagnostic): boolean {
  return severity !== 'note' || code === 'unused-declaration';
}
