import { concealed } from '../core/conceal-text.ts';
import type { ComponentKind } from '../core/component.ts';
import { groupBy } from '../core/group-by.ts';
import { byKey } from '../core/order.ts';
import type { StackSummary } from '../core/report.ts';
import type {
  ReportedComponent,
  ReportedDependency,
  ReportedGraph,
  ReportedJourney,
} from '../core/reported-graph.ts';
import { DESCRIBING_KINDS } from '../core/resource.ts';
import { Unknown } from '../core/value.ts';
import { escapedMarks } from './data-json.ts';
import { oneLine, plural } from './text.ts';

export interface InferredConfig {
  readonly edition: string;
  readonly stacks: readonly StackSummary[];
  readonly graph: ReportedGraph;
}

const MOST_STACKS = 30;
const MOST_SERVICES = 60;
const MOST_JOURNEYS = 20;
const MOST_QUESTIONS = 12;
// What is longer was made by a program; YAML takes no key above 1,024 characters, we no file above 200,000.
const LONGEST_NAME = 300;
const LONGEST_LINE = 2000;

/** A `whatfails.yaml` that says what was inferred, so that a person only corrects it. */
export function renderInferredConfig({ edition, stacks, graph }: InferredConfig): string {
  return [
    '# What was inferred, and what the code does not say. Correct it; every key is optional.',
    '',
    `edition: ${edition}   # the rules to judge by; a newer program keeps to them until you change this`,
    'stage: growth       # seed, growth or scale: switches what is expected',
    '',
    ...environmentLines(stacks),
    '',
    ...serviceLines(graph),
    ...journeyLines(graph),
    ...questionLines(graph),
    '# required_tags: [owner]',
    '# own_accounts: ["123456789012"]   # in quotes, or leading zeros are lost',
    '# minimum_backup_days: 7',
    '# log_retention_days: 90',
    '# support_horizon_days: 90',
    '',
    '# gate: { fail_on: new, max_unknown: 30% }',
    '',
  ].join('\n');
}

function environmentLines(stacks: readonly StackSummary[]): readonly string[] {
  // What nobody deploys as it stands, a base or an example, needs no environment.
  const asked = stacks.filter(
    ({ chosen, environments, kind, id }) =>
      !DESCRIBING_KINDS.has(kind) && (chosen || environments.length > 0) && id.length <= LONGEST_LINE,
  );
  const rest = asked.length - MOST_STACKS;
  return [
    '# Environments as they were inferred. Take the # away from a line to correct it.',
    '# environments:',
    ...asked.slice(0, MOST_STACKS).map(environmentLine),
    ...(rest > 0 ? [`#   and ${plural(rest, 'stack')} more: whatfails stacks`] : []),
  ];
}

function environmentLine(stack: StackSummary): string {
  const { id, kind, root, environments, variableFiles, alternatives } = stack;
  const [claim] = environments;
  const variables = alternatives.length > 0 ? variableFiles.at(-1) : undefined;
  const where =
    variables !== undefined
      ? `variables: ${quoted(variables)}`
      : kind === 'compose'
        ? `stack: ${quoted(id)}`
        : `root: ${quoted(root === '' ? '.' : root)}`;
  const why = claim?.because[0]?.says;
  const name = claim ? oneLine(claim.name) : 'production';
  const because = claim ? oneLine(why ?? 'found') : 'nothing tells; judged as production';
  return `#   - { ${where}, name: ${name} }   # ${because}`;
}

const SERVICES: ReadonlySet<ComponentKind> = new Set([
  'workload',
  'function',
  'datastore',
  'cache',
  'queue',
  'topic',
] satisfies readonly ComponentKind[]);

/** What people call the parts of the system; parts of one name are one service. */
function serviceLines({ components }: ReportedGraph): readonly string[] {
  const meant = components.filter(
    ({ kind, address, facts }) => SERVICES.has(kind) && address !== undefined && facts.memberOf === undefined,
  );
  const kinds = groupBy(meant, ({ name }) => name);
  const keyOf = ({ name, kind }: ReportedComponent): string => {
    const isAlone = kinds.get(name)?.every((other) => other.kind === kind) ?? true;
    return oneLine(isAlone ? name : `${name}-${kind}`);
  };
  const services = [...groupBy(meant, keyOf)].sort(byKey(([name]) => name));
  const lines = services.flatMap(([name, parts]) => serviceLine(name, parts) ?? []);
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST_SERVICES);
  const rest = services.length - shown.length;
  return [
    '# The parts of the system, and who answers for them.',
    'services:',
    ...shown,
    ...(rest > 0 ? [`  # and ${rest} more: whatfails graph`] : []),
    '',
  ];
}

/** Undefined where it has no name, or is too long to be corrected by a person. */
function serviceLine(name: string, parts: readonly ReportedComponent[]): string | undefined {
  const match = [...new Set(parts.map(({ address }) => address ?? ''))].map(quoted).join(', ');
  const owners = new Set(parts.flatMap(({ owner }) => owner ?? []));
  const [owner] = owners;
  const answers = owner !== undefined && owners.size === 1 ? `, owner: ${quoted(owner)}` : '';
  const line = `  ${quoted(name)}: { match: [${match}]${answers} }`;
  return name === '' || name.length > LONGEST_NAME || line.length > LONGEST_LINE ? undefined : line;
}

function journeyLines({ journeys, components }: ReportedGraph): readonly string[] {
  const large = journeys.filter(({ isSmall, name, entries: [entry = ''] }) => {
    return !isSmall && name.trim() !== '' && name.length <= LONGEST_NAME && entry.length <= LONGEST_NAME;
  });
  if (large.length === 0) return [];
  const names = new Set<string>();
  const lines = large.slice(0, MOST_JOURNEYS).map((journey) => journeyLine(journey, components, names));
  return [
    '# What users do. These are the public entries that lead to more than one part.',
    'journeys:',
    ...lines,
    '',
  ];
}

function journeyLine(
  { name, entries: [entry = ''] }: ReportedJourney,
  components: readonly ReportedComponent[],
  names: Set<string>,
): string {
  const address = components.find(({ id }) => id === entry)?.address;
  const isAlone = components.filter((one) => one.address === address).length === 1;
  let key = oneLine(name);
  for (let copy = 2; names.has(key); copy += 1) key = `${oneLine(name)} ${copy}`;
  names.add(key);
  return `  ${quoted(key)}: { entry: ${quoted(isAlone && address !== undefined ? address : entry)} }`;
}

/** Dependencies whose strength the code cannot show: the answers change what a failure means. */
function questionLines({ dependencies, components, journeys }: ReportedGraph): readonly string[] {
  const byId = new Map<string, ReportedComponent>(components.map((one) => [one.id, one]));
  const reached = new Set<string>(journeys.flatMap(({ reaches }) => reaches));
  const open = dependencies.filter(
    ({ strength, candidate, from, to }) =>
      candidate !== true && Unknown.is(strength) && reached.has(from) && reached.has(to),
  );
  const all = open.map((one) => questionLine(one, byId));
  const lines = new Set(all.filter((line) => line.length <= LONGEST_LINE));
  if (lines.size === 0) return [];
  return [
    '# Can they do without each other? hard: stops without it; soft: answers all the same; none: never asks.',
    '# dependencies:',
    ...[...lines].slice(0, MOST_QUESTIONS),
    ...(lines.size > MOST_QUESTIONS ? [`#   and ${lines.size - MOST_QUESTIONS} more: whatfails graph`] : []),
    '',
  ];
}

function questionLine(
  { from, to }: ReportedDependency,
  byId: ReadonlyMap<string, ReportedComponent>,
): string {
  const name = (id: string): string => quoted(oneLine(byId.get(id)?.name ?? id));
  return `#   - { from: ${name(from)}, to: ${name(to)}, strength: hard }`;
}

/** A plain word as it is, everything else in quotes that YAML and JSON share. */
function quoted(text: string): string {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : escapedMarks(JSON.stringify(concealed(text)));
}
