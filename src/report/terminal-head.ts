import type { Report, StackSummary } from '../core/report.ts';
import { DESCRIBING_KINDS } from '../core/resource.ts';
import { byCodeUnit } from '../core/order.ts';
import type { Style } from './style.ts';
import { clean, grouped, joined, listed, oneLine, plural, wrap } from './text.ts';

const LABEL = 13;
const MOST_ENVIRONMENTS = 3;

/** What was read, and which environment each root belongs to and why. */
export function headLines(
  report: Report,
  { width, style }: { width: number; style: Style },
): readonly string[] {
  const { target, version, asOf } = report;
  return [
    `${style.bold('whatfails')} ${version} · ${oneLine(target || '.')} · as of ${asOf} · offline`,
    ...labelled('Read', [readText(report)], width, style),
    ...labelled('Environment', environmentText(report), width, style),
    ...labelled('Journeys', journeyText(report), width, style),
  ];
}

/** Paragraphs beside a label; one that begins with a space is a row of a table and keeps its shape. */
export function labelled(
  label: string,
  paragraphs: readonly string[],
  width: number,
  style: Style,
): readonly string[] {
  const lines = paragraphs.flatMap((paragraph) =>
    paragraph.startsWith(' ') ? [clean(paragraph)] : wrap(paragraph, width - LABEL),
  );
  return lines.map((line, index) => style.dim((index === 0 ? label : '').padEnd(LABEL)) + line);
}

/** How much was read, of each kind. */
export function readText({ coverage, stacks }: Report): string {
  const { local, vendored, mapped, opaque } = coverage.modules;
  const calls = local + vendored + mapped + opaque;
  const kinds = [
    local > 0 ? `${grouped(local)} local` : '',
    vendored > 0 ? `${grouped(vendored)} downloaded` : '',
    mapped > 0 ? `${grouped(mapped)} by mapping` : '',
    opaque > 0 ? `${grouped(opaque)} not opened` : '',
  ].filter((kind) => kind !== '');
  const deployed = stacks.filter(isDeployed);
  const chosen = deployed.filter((stack) => stack.chosen);
  const roots =
    chosen.length === deployed.length
      ? plural(deployed.length, 'stack')
      : `${grouped(chosen.length)} of ${plural(deployed.length, 'stack')}`;
  const unknown =
    coverage.resourcesWithUnknowns === 0
      ? ''
      : ` (${grouped(coverage.resourcesWithUnknowns)} with unknown values)`;
  const countOf = (isMeant: (stack: StackSummary) => boolean): number =>
    stacks.filter((stack) => stack.chosen && isMeant(stack)).reduce((sum, one) => sum + one.resources, 0);
  const objects = countOf(isOfObjects);
  const resources = coverage.resources - objects - countOf(({ kind }) => kind in OTHER_UNITS);
  const others = Object.entries(OTHER_UNITS).flatMap(([kind, [one, many]]) => {
    const count = countOf((stack) => stack.kind === kind);
    return count === 0 ? [] : [plural(count, one, many)];
  });
  const things = [
    resources > 0 || objects + others.length === 0 ? plural(resources, 'resource') : '',
    objects > 0 ? plural(objects, 'Kubernetes object') : '',
  ].filter((text) => text !== '');
  const parts = [roots, ...(things.length > 0 ? [`${things.join(' and ')}${unknown}`] : []), ...others];
  if (calls > 0) parts.push(`${plural(calls, 'module call')}: ${kinds.join(', ')}`);
  return joined(parts);
}

/** What else is counted, by the kind of its stack. */
const OTHER_UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  compose: ['compose service', 'compose services'],
  dockerfiles: ['Dockerfile', 'Dockerfiles'],
  'github-actions': ['workflow or action', 'workflows and actions'],
  'gitlab-ci': ['GitLab pipeline', 'GitLab pipelines'],
  openapi: ['contract', 'contracts'],
  prometheus: ['alert or route', 'alerts and routes'],
  codeowners: ['code owners file', 'code owners files'],
  backstage: ['catalog entry', 'catalog entries'],
};

/** Whether something runs because of it: contracts and owner files only describe. */
export function isDeployed({ kind }: StackSummary): boolean {
  return !DESCRIBING_KINDS.has(kind);
}

/** The stacks that are shown, and why they belong there; then how many are not. */
function environmentText(report: Report): readonly string[] {
  const deployed = report.stacks.filter(isDeployed);
  const chosen = byEnvironment(deployed.filter((stack) => stack.chosen));
  const { environment } = report.coverage;
  const hidden = deployed.filter((stack) => !stack.chosen);
  const others = hidden.filter((stack) => isOtherDescription(stack, environment));
  const left = byEnvironment(hidden.filter((stack) => !isOtherDescription(stack, environment)));
  const lines = chosen
    .slice(0, MOST_ENVIRONMENTS)
    .map(([name, stacks]) => environmentLine(name, stacks, environment));
  const rest = chosen.slice(MOST_ENVIRONMENTS).reduce((sum, [, stacks]) => sum + stacks.length, 0);
  if (rest > 0) lines.push(`and ${plural(rest, 'stack')} of other environments (whatfails stacks)`);
  if (hidden.length > 0) {
    const names = left.map(([name, { length }]) => `${name === '' ? 'not told' : oneLine(name)} ${length}`);
    if (others.length > 0) names.push(`bases and other descriptions ${others.length}`);
    const { hiddenFindings } = report.coverage;
    const theirs = hiddenFindings > 0 ? `; ${plural(hiddenFindings, 'finding')} of theirs hidden` : '';
    const how = left.length > 0 ? '--environment' : 'whatfails stacks';
    lines.push(`not shown: ${listed(names, 6)}${theirs} (${how})`);
  }
  return lines.length === 0 ? ['none'] : lines;
}

const MOST_JOURNEYS = 3;
const MOST_PARTS = 6;

/** What users reach through the largest entries. */
export function journeyText({ journeys }: Report): readonly string[] {
  const lines = journeys
    .slice(0, MOST_JOURNEYS)
    .map(({ name, parts }) => `${oneLine(name)} → ${listed(parts.map(oneLine), MOST_PARTS)}`);
  const left = journeys.length - MOST_JOURNEYS;
  return left > 0 ? [...lines, `and ${plural(left, 'more journey')} (whatfails graph)`] : lines;
}

function isOfObjects({ kind }: StackSummary): boolean {
  return kind === 'manifests' || kind === 'kustomization' || kind === 'helm';
}

/** What is not shown although its environment is the wanted one, or none: a base, a component, a chart. */
function isOtherDescription(stack: StackSummary, environment: string): boolean {
  const { environments, isSample } = stack;
  if (stack.kind === 'compose') return true;
  if (!isOfObjects(stack) || isSample) return false;
  return environments.length === 0 || environments.some(({ name }) => name === environment);
}

function byEnvironment(
  stacks: readonly StackSummary[],
): readonly (readonly [string, readonly StackSummary[]])[] {
  const groups = new Map<string, StackSummary[]>();
  for (const stack of stacks) {
    const name = environmentOf(stack);
    const group = groups.get(name);
    if (group) group.push(stack);
    else groups.set(name, [stack]);
  }
  return [...groups].sort(([a, one], [b, two]) => two.length - one.length || byCodeUnit(a, b));
}

// No environment is called like this: examples and tests come with a word of their own.
const SAMPLES = 'examples and tests';

function environmentOf({ environments, isSample }: StackSummary): string {
  if (isSample) return SAMPLES;
  return environments.length === 0 ? '' : environments.map(({ name }) => name).join(' and ');
}

function environmentLine(name: string, stacks: readonly StackSummary[], wanted: string): string {
  const [first] = stacks;
  const roots = [...new Set(stacks.map(({ root }) => oneLine(root === '' ? '.' : root)))];
  const where =
    roots.length > 2 ? `${plural(stacks.length, 'stack')}, such as ${roots[0] ?? ''}` : roots.join(', ');
  if (name === SAMPLES) return `${SAMPLES} only: ${where} (nobody deploys them: findings are hygiene)`;
  if (name === '' || !first) {
    const isOther = wanted !== 'production' && wanted !== 'all';
    const how = isOther ? `nothing says that it is not ${oneLine(wanted)}` : 'judged as production';
    return `not told: ${where} (${how})`;
  }
  const isGuess = stacks.every(({ environments }) =>
    environments.every(({ grade }) => grade === 'C' || grade === 'D'),
  );
  const why = whyText(first);
  return `${oneLine(name)}${isGuess ? '?' : ''}: ${where}${why === '' ? '' : ` (${why})`}`;
}

/** Why the first stack belongs there; a file inside its root is named from the root. */
function whyText({ root, environments }: StackSummary): string {
  const because = environments[0]?.because[0];
  if (!because) return '';
  const { file, says } = because;
  const near = root !== '' && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
  return oneLine(file === '' || file === root || says.includes(file) ? says : `${near}: ${says}`);
}
