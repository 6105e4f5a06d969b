import type { Value } from '../../core/value.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';
import { made, textOf, textsOf } from '../pipelines/made.ts';
import { reusedNode } from '../pipelines/reused.ts';
import type { Names, Scope } from './expressions.ts';
import { conditionText, fill, filledText } from './expressions.ts';
import { matrixOf, onlyValues } from './matrix.ts';
import { permissionsOf } from './permissions.ts';
import type { Reading } from './steps.ts';
import { passedInputs, stepsOf, variables, withVariables } from './steps.ts';

/** A job under the name that other jobs call it by. */
export type NamedJob = readonly [id: string, job: YamlMapping];

export interface WorkflowContext {
  readonly reading: Reading;
  readonly root: YamlMapping;
  /** Files of the workflows that are being read, outermost first. */
  readonly inside: readonly string[];
  /** `release / `: the job that calls this workflow. */
  readonly prefix: string;
  readonly inputs: Names | undefined;
  readonly secrets: Names | undefined;
  /** What the calling job waits for. */
  readonly needs: readonly YamlScalar[];
  readonly permissions: YamlNode | undefined;
  /** The condition of the calling job. */
  readonly condition: string | undefined;
}

const NONE: Names = new Map();

/** The jobs of a workflow in their order, each followed by those of the workflow that it calls. */
export function jobsOf(context: WorkflowContext): readonly NamedJob[] {
  const jobs = nodeAt(context.root, 'jobs');
  if (!isMapping(jobs)) return [];
  const found: NamedJob[] = [];
  const inner = new Map<string, readonly string[]>();
  for (const entry of jobs.entries) {
    if (!isMapping(entry.value) || context.reading.jobsLeft <= 0) continue;
    context.reading.jobsLeft -= 1;
    const [own, ...called] = jobOf(entry, entry.value, context);
    if (!own) continue;
    found.push(own, ...called);
    if (called.length > 0)
      inner.set(
        own[0],
        called.map(([id]) => id),
      );
  }
  return found.map(([id, job]) => [id, withInnerNeeds(job, inner)]);
}

/** Who waits for a job that calls a workflow waits for the jobs of that workflow. */
function withInnerNeeds(job: YamlMapping, inner: ReadonlyMap<string, readonly string[]>): YamlMapping {
  if (inner.size === 0) return job;
  const entries = job.entries.map((entry): YamlEntry => {
    if (entry.key.value !== 'needs' || entry.value.kind !== 'sequence') return entry;
    const items = entry.value.items.flatMap((item) => {
      const more = inner.get(textOf(item) ?? '') ?? [];
      return [item, ...more.map((id) => scalarOf(id, item))];
    });
    return { ...entry, value: { ...entry.value, items } };
  });
  return { ...job, entries };
}

function jobOf({ key }: YamlEntry, job: YamlMapping, context: WorkflowContext): readonly NamedJob[] {
  const { reading, root, prefix } = context;
  const id = `${prefix}${key.value}`;
  const readSecrets = new Map<string, YamlNode>();
  const matrix = matrixOf(job);
  const base: Scope = {
    inputs: context.inputs,
    secrets: context.secrets,
    env: NONE,
    matrix: onlyValues(matrix),
    readSecrets,
  };
  const outerEnv = variables(nodeAt(root, 'env'), base);
  const middle = { ...base, env: withVariables(NONE, outerEnv) };
  const ownEnv = variables(nodeAt(job, 'env'), middle);
  const scope = { ...middle, env: withVariables(middle.env, ownEnv) };
  const permissions = permissionsOf(nodeAt(job, 'permissions')) ?? context.permissions;
  const uses = nodeAt(job, 'uses');
  const called = uses && calledWorkflow({ uses, job, id, scope, permissions, context });
  const folder =
    fill(nodeAt(job, 'defaults', 'run', 'working-directory'), scope) ??
    fill(nodeAt(root, 'defaults', 'run', 'working-directory'), scope);
  const condition = conditionOf(job, context, scope);
  // Filled for the secrets that it names.
  variables(nodeAt(job, 'secrets'), scope);
  const steps = [
    ...imageSteps(job, scope),
    ...stepsOf(itemsAt(job, 'steps'), { reading, scope, inside: [], folder, condition: undefined }),
  ];
  const node = made(
    [
      ['name', fill(nodeAt(job, 'name'), scope)],
      ['needs', sequenceOf(needsOf(job, context), nodeAt(job, 'needs') ?? key)],
      ['if', condition],
      ['environment', fill(nodeAt(job, 'environment', 'name') ?? nodeAt(job, 'environment'), scope)],
      ['permissions', permissions],
      ['variables', mergedVariables(outerEnv, ownEnv)],
      ['steps', sequenceOf(steps, nodeAt(job, 'steps') ?? job)],
      ['calls', called?.node],
      ['with', called && variables(nodeAt(job, 'with'), scope)],
      ['matrix', matrix],
      ['runsOn', runsOn(job, scope)],
      [
        'secrets',
        mappingOf(
          [...readSecrets].map(([name, at]) => [name, scalarOf(null, at)]),
          job,
        ),
      ],
    ],
    // The key is where a person looks for a job.
    { ...job, start: key.start, end: key.end },
  );
  return [[id, node], ...(called?.jobs ?? [])];
}

function needsOf(job: YamlMapping, { prefix, needs }: WorkflowContext): readonly YamlNode[] {
  const own = textsOf(nodeAt(job, 'needs')).map((node) => scalarOf(`${prefix}${textOf(node) ?? ''}`, node));
  return own.length > 0 ? own : needs;
}

function conditionOf(job: YamlMapping, { condition }: WorkflowContext, scope: Scope): YamlScalar | undefined {
  const node = nodeAt(job, 'if');
  const written = node && textOf(node);
  const own = node && written !== undefined ? conditionText(written, scope, node) : undefined;
  if (own === undefined) return condition === undefined ? undefined : scalarOf(condition, job);
  return scalarOf(condition === undefined ? own : `(${condition}) && (${own})`, node ?? job);
}

/** The container of the job and its services, as images that it runs. */
function imageSteps(job: YamlMapping, scope: Scope): readonly YamlMapping[] {
  const services = nodeAt(job, 'services');
  const nodes = [
    nodeAt(job, 'container', 'image') ?? nodeAt(job, 'container'),
    ...(isMapping(services) ? services.entries.map(({ value }) => nodeAt(value, 'image')) : []),
  ];
  return nodes.flatMap((node) => {
    const text = node && textOf(node);
    if (!node || text === undefined || text === '') return [];
    const uses = reusedNode({ kind: 'image', text: filledText(text, scope, node) }, node);
    return [made([['uses', uses]], node)];
  });
}

function runsOn(job: YamlMapping, scope: Scope): YamlScalar | undefined {
  const node = nodeAt(job, 'runs-on');
  const texts = textsOf(isMapping(node) ? (nodeAt(node, 'labels') ?? nodeAt(node, 'group')) : node);
  const [first] = texts;
  if (!node || !first) return undefined;
  return texts.length === 1 ? fill(first, scope) : scalarOf(texts.map(textOf).join(', '), node);
}

function mergedVariables(
  outer: YamlMapping | undefined,
  own: YamlMapping | undefined,
): YamlMapping | undefined {
  if (!outer || !own) return own ?? outer;
  const names = new Set(own.entries.map(({ key }) => key.value));
  return { ...own, entries: [...outer.entries.filter(({ key }) => !names.has(key.value)), ...own.entries] };
}

interface CallInput {
  readonly uses: YamlNode;
  readonly job: YamlMapping;
  readonly id: string;
  readonly scope: Scope;
  readonly permissions: YamlNode | undefined;
  readonly context: WorkflowContext;
}

function calledWorkflow(input: CallInput): { node: YamlMapping; jobs: readonly NamedJob[] } {
  const { uses, context, scope } = input;
  const text: Value<string> = filledText(textOf(uses) ?? '', scope, uses);
  const isLocal = typeof text === 'string' && text.startsWith('./');
  const file = isLocal ? context.reading.code.workflowFile(text) : undefined;
  const root = file === undefined ? undefined : context.reading.code.root(file);
  const jobs = root && file !== undefined ? innerJobs(root, file, input) : undefined;
  return {
    node: reusedNode({ kind: 'workflow', text, file, isFollowed: jobs !== undefined }, uses),
    jobs: jobs ?? [],
  };
}

function innerJobs(root: YamlMapping, file: string, input: CallInput): readonly NamedJob[] | undefined {
  const { context, job, id, scope, uses } = input;
  if (context.inside.includes(file)) {
    const message = `${file} calls itself through this job. Break the circle; it is not followed.`;
    context.reading.diagnostics.push({
      severity: 'warning',
      code: 'workflow-calls-itself',
      message,
      at: uses,
    });
    return undefined;
  }
  const passed = variables(nodeAt(job, 'with'), scope);
  const secrets = nodeAt(job, 'secrets');
  const named = isMapping(secrets) ? withVariables(NONE, variables(secrets, scope)) : undefined;
  const inherited = textAt(job, 'secrets') === 'inherit' ? scope.secrets : undefined;
  return jobsOf({
    reading: context.reading,
    root,
    inside: [...context.inside, file],
    prefix: `${id} / `,
    inputs: passedInputs(nodeAt(root, 'on', 'workflow_call', 'inputs'), passed, scope),
    secrets: named ?? inherited,
    needs: needsOf(job, context).filter((need) => need.kind === 'scalar'),
    permissions: permissionsOf(nodeAt(root, 'permissions')) ?? input.permissions,
    condition: textOf(conditionOf(job, context, scope) ?? job),
  });
}
