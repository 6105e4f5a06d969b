import type { ComponentKind } from '../core/component.ts';
import { RUNS_OR_KEEPS } from '../core/component.ts';
import type { DependencyKind } from '../core/dependency.ts';
import { groupBy } from '../core/group-by.ts';
import type {
  ReportedComponent,
  ReportedDependency,
  ReportedGraph,
  ReportedJourney,
} from '../core/reported-graph.ts';
import { Unknown } from '../core/value.ts';
import type { Style } from './style.ts';
import { styleOf } from './style.ts';
import { whoAnswers } from './who-answers.ts';
import { listed, oneLine, plural, shorten, wrap } from './text.ts';

export interface GraphOptions {
  readonly color: boolean;
  readonly width: number;
  /** Whether to list what is only possible, too. */
  readonly withCandidates?: boolean | undefined;
  /** Components to tell more about, and the graph that knows it. */
  readonly about?:
    | { readonly components: readonly ReportedComponent[]; readonly whole: ReportedGraph }
    | undefined;
}

/** `graph` for people: journeys first, then who needs whom with the line that says so. */
export function renderGraph(graph: ReportedGraph, options: GraphOptions): string {
  const style = styleOf(options.color);
  const page = new Page(graph, style, options.width);
  const lines = [
    ...page.head(),
    ...page.about(options.about),
    ...page.journeys(),
    ...page.needs(options.withCandidates === true),
  ];
  return `${lines.join('\n')}\n`;
}

// What a reader asks for first; who observes, encrypts or deploys is in `--json`.
const SHOWN: ReadonlySet<DependencyKind> = new Set([
  'calls',
  'stores',
  'consumes',
  'publishes',
  'routes-to',
  'reads-secret',
] satisfies readonly DependencyKind[]);
const ENTRIES: ReadonlySet<ComponentKind> = new Set([
  'load-balancer',
  'gateway',
  'cdn',
] satisfies readonly ComponentKind[]);
/** They only lead on to what is called like them. */
const WAYS: ReadonlySet<ComponentKind> = new Set([
  'target-group',
  'subnet',
  'alarm',
] satisfies readonly ComponentKind[]);
const MOST_JOURNEYS = 20;
const MOST_COMPONENTS = 60;
const MOST_NAMES = 12;

class Page {
  readonly #graph: ReportedGraph;
  readonly #style: Style;
  readonly #width: number;
  readonly #byId: ReadonlyMap<string, ReportedComponent>;

  constructor(graph: ReportedGraph, style: Style, width: number) {
    this.#graph = graph;
    this.#style = style;
    this.#width = width;
    this.#byId = new Map(graph.components.map((component) => [component.id, component]));
  }

  head(): readonly string[] {
    const { components, dependencies, journeys, environment } = this.#graph;
    const certain = dependencies.filter(({ candidate }) => candidate !== true).length;
    const candidates = dependencies.length - certain;
    const apart = candidates > 0 ? `, ${plural(candidates, 'candidate')} apart` : '';
    const counts = [
      plural(components.length, 'component'),
      `${plural(certain, 'dependency', 'dependencies')}${apart}`,
      plural(journeys.filter(({ isSmall }) => !isSmall).length, 'journey'),
    ];
    return [`${this.#style.bold(oneLine(environment))}  ${counts.join(' · ')}`];
  }

  about(about: GraphOptions['about']): readonly string[] {
    if (!about) return [];
    return about.components
      .filter(({ kind }) => RUNS_OR_KEEPS.has(kind) || ENTRIES.has(kind))
      .flatMap((component) => [
        '',
        `${this.#style.bold(oneLine(component.name))}  ${this.#style.dim(this.#place(component))}`,
        ...whoAnswers(component, about.whole).flatMap(({ label, text }) => this.#list(label, [text])),
      ]);
  }

  journeys(): readonly string[] {
    const { journeys } = this.#graph;
    const large = journeys.filter(({ isSmall }) => !isSmall);
    const small = journeys.filter(({ isSmall }) => isSmall);
    const lines = large.slice(0, MOST_JOURNEYS).flatMap((journey) => ['', ...this.#journey(journey)]);
    if (large.length > MOST_JOURNEYS) lines.push('', plural(large.length - MOST_JOURNEYS, 'more journey'));
    if (small.length > 0) {
      const names = listed(
        small.map(({ name }) => oneLine(name)),
        MOST_NAMES,
      );
      lines.push('', ...wrap(`Entries that reach one component or none: ${names}`, this.#width));
    }
    return lines;
  }

  #journey({ name, entries, needs, reaches, isDeclared }: ReportedJourney): readonly string[] {
    const [entry] = entries;
    const component = entry === undefined ? undefined : this.#byId.get(entry);
    const needed = this.#names(needs);
    const certain = new Set(needed);
    const maybe = this.#names(reaches).filter((one) => !certain.has(one));
    const how = isDeclared ? 'declared in whatfails.yaml' : this.#place(component);
    return [
      `${this.#style.bold(`Journey ${oneLine(name)}`)}  ${this.#style.dim(how)}`,
      ...this.#list('needs', needed),
      ...this.#list('reaches', maybe),
    ];
  }

  #list(word: string, names: readonly string[]): readonly string[] {
    if (names.length === 0) return [];
    const [first = '', ...rest] = wrap(names.join(', '), this.#width - INDENT);
    return [`  ${word.padEnd(INDENT - 2)}${first}`, ...rest.map((line) => `${' '.repeat(INDENT)}${line}`)];
  }

  /** Names of what runs or keeps something; ways to it are left out. */
  #names(ids: readonly string[]): readonly string[] {
    const found = ids.flatMap((id) => this.#byId.get(id) ?? []).filter(({ kind }) => RUNS_OR_KEEPS.has(kind));
    return [...new Set(found.map(({ name }) => oneLine(name)))];
  }

  needs(withCandidates: boolean): readonly string[] {
    const shown = this.#graph.dependencies.filter(
      ({ kind, candidate, from }) =>
        SHOWN.has(kind) &&
        (withCandidates || candidate !== true) &&
        !WAYS.has(this.#byId.get(from)?.kind ?? 'other'),
    );
    const from = groupBy(shown, (dependency) => dependency.from);
    const lines = [...from]
      .slice(0, MOST_COMPONENTS)
      .flatMap(([id, dependencies]) => ['', ...this.#component(id, dependencies)]);
    const left = from.size - MOST_COMPONENTS;
    if (left > 0) lines.push('', `${plural(left, 'more component')}: whatfails graph --component NAME`);
    return lines;
  }

  #component(id: string, dependencies: readonly ReportedDependency[]): readonly string[] {
    const component = this.#byId.get(id);
    const { bold, dim } = this.#style;
    return [
      `${bold(this.#name(id))}  ${dim(`${component?.kind ?? ''}  ${this.#place(component)}`)}`,
      ...dependencies.flatMap((one) => {
        const [evidence] = one.evidence;
        const where = evidence?.place ? `${evidence.place.file}:${evidence.place.line}` : '';
        const line = `  → ${this.#name(one.to)}  ${one.kind}, ${strengthText(one)}`;
        const because = oneLine(`${where}  ${evidence?.says ?? ''}`);
        return [line, dim(`      ${shorten(because, this.#width - 6)}`)];
      }),
    ];
  }

  #name(id: string): string {
    return oneLine(this.#byId.get(id)?.name ?? id);
  }

  #place(component: ReportedComponent | undefined): string {
    const [place] = component?.declaredAt ?? [];
    return place ? oneLine(`${place.file}:${place.line}`) : '';
  }
}

const INDENT = 13;

function strengthText({ strength, candidate }: ReportedDependency): string {
  if (candidate === true) return 'only possible';
  return Unknown.is(strength) ? 'strength not known' : strength;
}
