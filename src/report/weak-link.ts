import type { NoJourneyNote, Report, ReportedFinding } from '../core/report.ts';
import { rangeText } from './minutes.ts';
import { placeText } from './pick.ts';
import { listed, oneLine } from './text.ts';

/** The weak link in lines: what stops, where that is written, what it hangs on, and the way out. */
export interface WeakLinkText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What to say first; undefined where nothing was judged. */
export function weakLinkText({ outlook, findings, coverage }: Report): WeakLinkText | undefined {
  const { weakLink, noJourney } = outlook;
  if (coverage.stacksChosen === 0 || (!outlook.expected && !noJourney)) return undefined;
  if (noJourney) return { title: 'WEAK LINK', lines: noJourneyLines(noJourney) };
  const finding = findings.find(({ id }) => id === weakLink?.finding);
  if (!weakLink || !finding) {
    const says = 'Nothing that is written here stops a journey by itself, as far as it could be decided.';
    return { title: 'WEAK LINK', lines: [says] };
  }
  const [remedy] = finding.remedies;
  return {
    title: 'THE WEAK LINK',
    lines: [
      `${oneLine(weakLink.says)} ${rangeText(weakLink.minutes)} bad minutes a year.`,
      ...placeLine(finding),
      ...(weakLink.hangsOn === undefined ? [] : [`Not known: ${oneLine(weakLink.hangsOn)}`]),
      ...(remedy ? [`Fix ${finding.number}: ${oneLine(finding.impact?.remedy ?? remedy.title)}`] : []),
    ],
  };
}

function placeLine({ evidence, place }: ReportedFinding): readonly string[] {
  const line = evidence.find((one) => one.place);
  if (line?.place) return [`${placeText(line.place)}  ${oneLine(line.says)}`];
  return place ? [placeText(place)] : [];
}

/** Without a journey nobody can say who would notice. */
function noJourneyLines({ hub, entry }: NoJourneyNote): readonly string[] {
  const why = 'No way in for users was found, so nothing tells what they would notice, or how long.';
  const where = hub?.place ? ` (${placeText(hub.place)})` : '';
  const most = hub
    ? [`Most hangs on ${oneLine(hub.name)}${where}: ${listed(hub.users.map(oneLine), 4)} need it.`]
    : [];
  const how = `whatfails.yaml: journeys: { main: { entry: ${entry === undefined ? '…' : oneLine(entry)} } }`;
  return [...most, why, `Declare one: ${how}`];
}
