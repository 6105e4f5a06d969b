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
import { kindWord, STRENGTH_WORDS } from './picture/words.ts';
import { NOTHING_FOUND } from './stacks.ts';
import type { Style } from './style.ts';
import { styleOf } from './style.ts';
import { whoAnswers } from './who-answers.ts';
import { grouped, listed, oneLine, plural, wrap } from './text.ts';

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
  const page = new Page(graph, style, options);
  if (graph.components.length === 0) return `${NOTHING_FOUND}\n`;
  const lines = [
    ...(options.about ? page.around(options.about.components) : page.head()),
    ...page.about(options.about),
    ...page.journeys(),
    ...page.needs(),
    ...page.leftOut(),
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
  /** The dependencies that are listed. */
  readonly #shown: readonly ReportedDependency[];
  readonly #behind: ReadonlyMap<string, readonly ReportedDependency[]>;
  /** Names that several of the listed components have: they are told apart by their kinds. */
  readonly #shared: ReadonlySet<string>;

  constructor(graph: ReportedGraph, style: Style, { width, withCandidates }: GraphOptions) {
    this.#graph = graph;
    this.#style = style;
    this.#width = width;
    this.#byId = new Map(graph.components.map((component) => [component.id, component]));
    this.#shown = graph.dependencies.filter(
      ({ kind, candidate, from }) =>
        SHOWN.has(kind) &&
        (withCandidates === true || candidate !== true) &&
        !WAYS.has(this.#byId.get(from)?.kind ?? 'other'),
    );
    const routes = graph.dependencies.filter(({ kind, candidate }) => kind === 'routes-to' && !candidate);
    this.#behind = groupBy(routes, ({ from }) => from);
    const ends = new Set<string>(this.#shown.flatMap(({ from, to }) => [from, to]));
    const named = graph.components.filter(
      ({ id, kind }) => !WAYS.has(kind) && (ends.has(id) || RUNS_OR_KEEPS.has(kind)),
    );
    const shared = [...groupBy(named, ({ name }) => name)].filter(([, own]) => own.length > 1);
    this.#shared = new Set(shared.map(([name]) => name));
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

  /** The head of a view of some components and what stands next to them. */
  around(meant: readonly ReportedComponent[]): readonly string[] {
    const names = listed([...new Set(meant.map(({ name }) => oneLine(name)))], MOST_NAMES);
    const head = `${oneLine(this.#graph.environment)}: ${names}, what it needs and what needs it, one step`;
    return wrap(head, this.#width).map((line) => this.#style.bold(line));
  }

  about(about: GraphOptions['about']): readonly string[] {
    if (!about) return [];
    return about.components
      .filter(({ kind }) => RUNS_OR_KEEPS.has(kind) || ENTRIES.has(kind))
      .flatMap((component) => [
        '',
        `${this.#style.bold(oneLine(component.name))}  ${this.#style.dim(this.#place(component))}`,
        ...this.#list('journeys', journeysOf(component, about.whole)),
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
    const found = ids.filter((id) => RUNS_OR_KEEPS.has(this.#byId.get(id)?.kind ?? 'other'));
    return [...new Set(found.map((id) => this.#name(id)))];
  }

  needs(): readonly string[] {
    const from = groupBy(this.#shown, (dependency) => dependency.from);
    const lines = [...from]
      .slice(0, MOST_COMPONENTS)
      .flatMap(([id, dependencies]) => ['', ...this.#component(id, dependencies)]);
    const left = from.size - MOST_COMPONENTS;
    if (left > 0) lines.push('', `${plural(left, 'more component')}: whatfails graph --component NAME`);
    return lines;
  }

  /** What the list does not tell: strengths that no file shows, what stands alone, other kinds. */
  leftOut(): readonly string[] {
    const { components, dependencies } = this.#graph;
    const open = this.#shown.filter(({ strength, candidate }) => !candidate && Unknown.is(strength)).length;
    const members = dependencies.filter(({ kind }) => kind === 'runs-on');
    const tied = new Set<string>(
      [...this.#shown, ...members].flatMap(({ from, to }) => [from, to, ...this.#endsOf(to)]),
    );
    const alone = components.filter(
      ({ id, kind }) => RUNS_OR_KEEPS.has(kind) && kind !== 'external' && !tied.has(id),
    );
    const names = [...new Set(alone.map(({ id }) => this.#name(id)))];
    const shown = new Set(this.#shown);
    const others = dependencies.filter((one) => one.candidate !== true && !shown.has(one));
    const kinds = [...new Set(others.map(({ kind }) => kind))].sort();
    const texts: string[] = [];
    if (open > 0) texts.push(`${howMany(open, this.#shown.length)} ${OPEN_STRENGTH}`);
    if (names.length > 0) texts.push(`Nothing here ties ${listed(names, MOST_NAMES)} ${STANDS_ALONE}`);
    if (others.length > 0)
      texts.push(`Not listed: ${grouped(others.length)} (${kinds.join(', ')}); --json has them`);
    return texts.flatMap((text) => ['', ...wrap(text, this.#width)]);
  }

  #component(id: string, dependencies: readonly ReportedDependency[]): readonly string[] {
    const component = this.#byId.get(id);
    const { bold, dim } = this.#style;
    const kind = component === undefined ? '' : kindWord(component.kind);
    return [
      `${bold(oneLine(component?.name ?? id))}  ${dim(`${kind}  ${this.#place(component)}`)}`,
      ...dependencies.flatMap((one) => {
        const [evidence] = one.evidence;
        const where = evidence?.place ? `${evidence.place.file}:${evidence.place.line}` : '';
        const line = `  → ${this.#target(one.to)}  ${[one.kind, ...strengthWords(one)].join(', ')}`;
        const because = wrap(`${where} ${evidence?.says ?? ''}`, this.#width - 6);
        return [line, ...because.map((text) => dim(`      ${text}`))];
      }),
    ];
  }

  #name(id: string): string {
    const component = this.#byId.get(id);
    if (!component) return oneLine(id);
    const { name, kind } = component;
    return oneLine(this.#shared.has(name) ? `${name} (${kindWord(kind)})` : name);
  }

  /** What an arrow leads to: a way to something is named after what it leads to. */
  #target(id: string): string {
    const ends = this.#endsOf(id).map((end) => this.#name(end));
    if (ends.length === 0) return this.#name(id);
    const own = oneLine(this.#byId.get(id)?.name ?? id);
    const leads = ends.some((end) => end === own || end.startsWith(`${own} (`));
    return `${listed(ends, MOST_NAMES)}${leads ? '' : `, through ${own}`}`;
  }

  /** What stands behind a way; nothing where this is none. */
  #endsOf(id: string): readonly string[] {
    if (!WAYS.has(this.#byId.get(id)?.kind ?? 'other')) return [];
    return this.#behind.get(id)?.map(({ to }) => to) ?? [];
  }

  #place(component: ReportedComponent | undefined): string {
    const [place] = component?.declaredAt ?? [];
    return place ? oneLine(`${place.file}:${place.line}`) : '';
  }
}

const INDENT = 13;

const OPEN_STRENGTH =
  'tells whether the one stops without the other: ' +
  'say it in whatfails.yaml (dependencies; whatfails init lists them)';
const STANDS_ALONE =
  'to anything; what programs name in their code is not read: say it in whatfails.yaml (dependencies)';

function howMany(open: number, all: number): string {
  return open === all ? 'No file' : `For ${grouped(open)} of these ${grouped(all)} no file`;
}

/** How much it is needed; nothing where that is not known. */
function strengthWords({ strength, candidate }: ReportedDependency): readonly string[] {
  if (candidate === true) return ['perhaps: a permission, or settings taken in whole'];
  return Unknown.is(strength) ? [] : [STRENGTH_WORDS[strength]];
}

function journeysOf({ id }: ReportedComponent, { journeys }: ReportedGraph): readonly string[] {
  return journeys.flatMap(({ name, reaches, isSmall }) =>
    !isSmall && reaches.includes(id) ? [oneLine(name)] : [],
  );
}
