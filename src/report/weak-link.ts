import type { Estimate } from '../core/estimate.ts';
import type { NoJourneyNote, Outlook, Report, ReportedFinding } from '../core/report.ts';
import { minutesText, rangeText } from './minutes.ts';
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
    return { title: 'WEAK LINK', lines: nearestLines(outlook) };
  }
  const [remedy] = finding.remedies;
  return {
    title: 'THE WEAK LINK',
    lines: [
      oneLine(weakLink.says),
      ...placeLine(finding),
      ...(weakLink.hangsOn === undefined ? [] : [`Not known: ${oneLine(weakLink.hangsOn)}`]),
      ...(remedy ? [`Fix ${finding.number}: ${oneLine(finding.impact?.remedy ?? remedy.title)}`] : []),
      worthLine(finding, weakLink.minutes),
    ],
  };
}

/** What the range is of; without an edit the models know only how much the part fails. */
function worthLine({ impact }: ReportedFinding, minutes: Estimate): string {
  const most = impact?.basis === 'component made perfect' ? ' at most' : '';
  return `This takes away ${rangeText(minutes)} bad minutes a year (low–likely–high)${most}.`;
}

function placeLine({ evidence, place }: ReportedFinding): readonly string[] {
  const line = evidence.find((one) => one.place);
  if (line?.place) return [`${placeText(line.place)}  ${oneLine(line.says)}`];
  return place ? [placeText(place)] : [];
}

/** No finding is about a single thing; what is nearest to it is named all the same. */
function nearestLines({ nearest, journeys: all }: Outlook): readonly string[] {
  const asked = all.map(oneLine);
  const which = asked.length < 3 ? asked.join(' or ') : `${asked.slice(0, 2).join(', ')} or another journey`;
  const none = `No finding of medium severity or more is about one thing that alone stops ${which}.`;
  if (!nearest || nearest.minutes < 0.05) return [none];
  const { says, journeys, minutes, place } = nearest;
  const where = place ? `${placeText(place)}  ` : '';
  const stopped = journeys.map(oneLine);
  const names = stopped.length === 2 ? stopped.join(' and ') : listed(stopped, 3);
  const stop = stopped.length === 1 ? `journey ${names} probably stops` : `journeys ${names} probably stop`;
  return [
    none,
    `The nearest: when ${oneLine(says)}, ${stop}.`,
    `${where}about ${minutesText(minutes)} minutes a year at the assumed rate`,
  ];
}

/** Without a journey nobody can say who would notice. */
function noJourneyLines({ hub, entry, parts }: NoJourneyNote): readonly string[] {
  const named = listed(parts.map(oneLine), 4);
  const among = parts.length === 0 ? 'Nothing that is written here serves users by itself' : named;
  const why =
    parts.length === 0
      ? `${among}: there is no program, store or queue in view.`
      : `No way in for users leads to ${among}: no public load balancer, ingress or gateway was found.`;
  if (parts.length === 0) return [why];
  const where = hub?.place ? ` (${placeText(hub.place)})` : '';
  const most = hub
    ? [`Most hangs on ${oneLine(hub.name)}${where}: ${listed(hub.users.map(oneLine), 4)} need it.`]
    : [];
  const how = `whatfails.yaml: journeys: { main: { entry: ${oneLine(entry ?? parts[0] ?? '…')} } }`;
  return [...most, `${why} So nobody can say what stops, or how long.`, `Declare one: ${how}`];
}
