import type { Diagnostic } from '../../core/diagnostic.ts';
import { runtimeValue, writtenText } from '../../core/pipeline-text.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';
import { flag, made, textOf, textsOf } from '../pipelines/made.ts';
import { reusedNode } from '../pipelines/reused.ts';
import type { ScriptReader } from '../pipelines/scripts.ts';
import type { JobReader } from './extend.ts';
import { merged } from './merge.ts';
import type { JobRules } from './rules.ts';
import { rulesOf } from './rules.ts';
import type { Variables } from './variables.ts';
import { filledNode, filledText, variablesNode, variablesOf } from './variables.ts';

/** A job with all that other jobs need to know of it. */
export interface ReadJob {
  readonly name: string;
  readonly job: YamlMapping;
  readonly rules: JobRules;
  readonly stage: string;
}

// https://docs.gitlab.com/ci/yaml/#global-keywords and the deprecated ones below it, 2026-11.
const NO_JOBS: ReadonlySet<string> = new Set(
  (
    'default include stages types variables workflow spec ' +
    'image services before_script after_script cache'
  ).split(' '),
);
const DEFAULTS = ['image', 'services', 'before_script', 'after_script', 'tags', 'id_tokens'];

/** The jobs of a configuration in their order, without templates. */
export function readJobs(root: YamlMapping, reader: JobReader): readonly ReadJob[] {
  const found: ReadJob[] = [];
  for (const { key, value } of root.entries) {
    if (found.length >= MAX_JOBS) {
      reader.diagnostics.push(tooMany(key));
      break;
    }
    const name = key.value;
    if (name.startsWith('.') || NO_JOBS.has(name) || !isMapping(value)) continue;
    const own = reader.job(name);
    if (!own || !WORK.some((work) => nodeAt(own, work))) continue;
    const job = { ...withDefaults(own, root), start: key.start, end: key.end, file: key.file };
    found.push({ name, job, rules: rulesOf(job, reader), stage: textAt(job, 'stage') ?? 'test' });
  }
  return found;
}

// Each may wait for all others. GitLab itself refuses pipelines of more than some hundred jobs.
const MAX_JOBS = 500;

function tooMany(at: YamlNode): Diagnostic {
  const message = `More than ${MAX_JOBS} jobs stand here. Split the pipeline; the rest is not read.`;
  return { severity: 'warning', code: 'pipeline-too-large', message, at };
}

const WORK = ['script', 'trigger', 'run', 'extends', 'needs', 'stage', 'environment'];

function withDefaults(job: YamlMapping, root: YamlMapping): YamlMapping {
  const inherit = nodeAt(job, 'inherit', 'default');
  const kept = inherit?.kind === 'sequence' ? textsOf(inherit).map(textOf) : undefined;
  if (inherit?.kind === 'scalar' && inherit.value === false) return job;
  const entries = DEFAULTS.flatMap((key) => {
    if (nodeAt(job, key) || (kept && !kept.includes(key))) return [];
    const from = [nodeAt(root, 'default'), root].find((one) => isMapping(one) && nodeAt(one, key));
    return isMapping(from) ? from.entries.filter((entry) => entry.key.value === key) : [];
  });
  return entries.length > 0 ? merged({ ...job, entries }, job) : job;
}

/** The names of the stages in their order. */
export function stagesOf(root: YamlMapping): readonly string[] {
  const named = textsOf(nodeAt(root, 'stages')).map((node) => textOf(node) ?? '');
  return ['.pre', ...(named.length > 0 ? named : ['build', 'test', 'deploy']), '.post'];
}

export interface JobContext {
  readonly reader: JobReader;
  readonly scripts: ScriptReader;
  readonly jobs: readonly ReadJob[];
  readonly stages: readonly string[];
  readonly variables: Variables;
}

/** A job in the form that all platforms share. */
export function jobNode({ name, job, rules, stage }: ReadJob, context: JobContext): YamlMapping {
  const variables = jobVariables(job, context.variables);
  const needs = needsOf({ name, job, rules, stage }, context);
  const tokens = nodeAt(job, 'id_tokens');
  const tokenEntries = isMapping(tokens) ? tokens.entries.map(({ key }) => key) : [];
  const shown = mappingOf(
    [
      ...variablesNode(variables, job).entries.map(({ key, value }): [string, YamlNode] => [
        key.value,
        value,
      ]),
      ...tokenEntries.map((key): [string, YamlNode] => [
        key.value,
        scalarOf(runtimeValue(`$${key.value}`), key),
      ]),
    ],
    nodeAt(job, 'variables') ?? job,
  );
  const secrets = nodeAt(job, 'secrets');
  return made(
    [
      ['name', scalarOf(name, job)],
      ['stage', scalarOf(stage, job)],
      ['needs', sequenceOf(needs.names, nodeAt(job, 'needs') ?? job)],
      ['needsUnknown', needs.unknown && scalarOf(needs.unknown, nodeAt(job, 'needs') ?? job)],
      ['if', rules.condition],
      [
        'environment',
        filledNode(nodeAt(job, 'environment', 'name') ?? nodeAt(job, 'environment'), variables),
      ],
      ['environmentAction', nodeAt(job, 'environment', 'action')],
      ['manual', flag(rules.isManual, nodeAt(job, 'when') ?? nodeAt(job, 'rules') ?? job)],
      ['variables', shown],
      ['idTokens', tokenEntries.length > 0 ? sequenceOf(tokenEntries, tokens ?? job) : undefined],
      [
        'secrets',
        isMapping(secrets)
          ? mappingOf(
              secrets.entries.map(({ key }) => [key.value, scalarOf(null, key)]),
              secrets,
            )
          : undefined,
      ],
      ['steps', sequenceOf(stepsOf(job, variables, context), job)],
      ['calls', callsOf(job, variables)],
      ['matrix', matrixOf(job)],
      ['runsOn', tagsOf(job, variables)],
    ],
    job,
  );
}

function jobVariables(job: YamlMapping, globals: Variables): Variables {
  const inherit = nodeAt(job, 'inherit', 'variables');
  const isNone = inherit?.kind === 'scalar' && inherit.value === false;
  const kept =
    inherit?.kind === 'sequence' ? new Set(textsOf(inherit).map((node) => textOf(node) ?? '')) : undefined;
  const outer = isNone ? [] : [...globals].filter(([name]) => !kept || kept.has(name));
  return new Map([...outer, ...variablesOf(nodeAt(job, 'variables'))]);
}

interface Needs {
  readonly names: readonly YamlNode[];
  readonly unknown: Unknown | undefined;
}

/** Jobs that must have succeeded: those that it needs, else all of earlier stages. */
function needsOf({ job, rules, stage }: ReadJob, { jobs, stages, reader }: JobContext): Needs {
  const written = nodeAt(job, 'needs');
  const after = rules.runsAfterFailure
    ? new Unknown({ reason: 'rule-question', detail: 'it runs although an earlier job failed' })
    : undefined;
  if (written) {
    const names: YamlNode[] = [];
    let unknown = after;
    for (const item of reader.items(written)) {
      const name = isMapping(item) ? textAt(item, 'job') : textOf(item);
      if (name === undefined || (isMapping(item) && nodeAt(item, 'project'))) continue;
      if (isMapping(item) && nodeAt(item, 'optional')) {
        unknown ??= new Unknown({ reason: 'rule-question', detail: `it needs ${name} only where that runs` });
      } else names.push(scalarOf(name, item));
    }
    return { names, unknown };
  }
  const own = stages.indexOf(stage);
  const earlier = jobs.filter((one) => stages.indexOf(one.stage) < own && !one.rules.mayFail);
  return { names: earlier.map((one) => scalarOf(one.name, job)), unknown: after };
}

function stepsOf(
  job: YamlMapping,
  variables: Variables,
  { reader, scripts }: JobContext,
): readonly YamlMapping[] {
  const image = reader.referred(nodeAt(job, 'image', 'name') ?? nodeAt(job, 'image'));
  const services = reader.items(nodeAt(job, 'services')).map((one) => nodeAt(one, 'name') ?? one);
  const images = [...(image ? [image] : []), ...services].flatMap((node) => {
    const text = textOf(node);
    if (text === undefined || text === '') return [];
    const uses = reusedNode({ kind: 'image', text: filledText(text, variables, 0) }, node);
    return [made([['uses', uses]], node)];
  });
  const texts = new Map(
    [...variables].map(([name, node]) => [name, writtenText(filledText(textOf(node) ?? '', variables, 0))]),
  );
  const parts = ['before_script', 'script', 'after_script'].flatMap((key) => {
    const node = nodeAt(job, key);
    const run = node && scriptOf(reader.items(node), node);
    if (!run) return [];
    return [
      made(
        [
          ['name', scalarOf(key, node)],
          ['run', run],
          ['scripts', scripts.scriptsOf(run, undefined, texts)],
        ],
        node,
      ),
    ];
  });
  return [...images, ...parts];
}

/** The lines of a script as one text. */
function scriptOf(items: readonly YamlNode[], at: YamlNode): YamlScalar | undefined {
  const lines = items.flatMap((item) => (item.kind === 'scalar' ? [textOf(item) ?? ''] : []));
  const [first] = items;
  if (!first || lines.length === 0) return undefined;
  const last = items.at(-1);
  const end = last && last.file === first.file && last.end > first.start ? last.end : first.end;
  return scalarOf(lines.join('\n'), { file: first.file ?? at.file, start: first.start, end });
}

/** The pipeline that a job starts in the place of a script. */
function callsOf(job: YamlMapping, variables: Variables): YamlMapping | undefined {
  const trigger = nodeAt(job, 'trigger');
  if (!trigger) return undefined;
  const project = nodeAt(trigger, 'project') ?? (trigger.kind === 'scalar' ? trigger : undefined);
  const include = nodeAt(trigger, 'include');
  const node = project ?? nodeAt(include, 0, 'local') ?? nodeAt(include, 'local') ?? include ?? trigger;
  const text =
    textOf(node) ?? textOf(nodeAt(include, 0, 'artifact') ?? trigger) ?? 'a pipeline that a job makes';
  return reusedNode({ kind: 'workflow', text: filledText(text, variables, 0) }, node);
}

function matrixOf(job: YamlMapping): YamlMapping | undefined {
  const items = itemsAt(job, 'parallel', 'matrix').filter(isMapping);
  if (items.length === 0) return undefined;
  const values = new Map<string, YamlNode[]>();
  for (const item of items) {
    for (const { key, value } of item.entries) {
      const known = values.get(key.value) ?? [];
      known.push(...textsOf(value).map((node) => scalarOf(textOf(node) ?? '', node)));
      values.set(key.value, known);
    }
  }
  return mappingOf(
    [...values].map(([name, nodes]) => [name, sequenceOf(nodes, job)]),
    job,
  );
}

function tagsOf(job: YamlMapping, variables: Variables): YamlScalar | undefined {
  const node = nodeAt(job, 'tags');
  const texts = textsOf(node).map((one) => textOf(one) ?? '');
  return node && texts.length > 0 ? scalarOf(filledText(texts.join(', '), variables, 0), node) : undefined;
}
