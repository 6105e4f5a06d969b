import type { Diagnostic } from '../../core/diagnostic.ts';
import { writtenText } from '../../core/pipeline-text.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { mappingOf, scalarOf } from '../objects/make-node.ts';
import { flag, made, textOf } from '../pipelines/made.ts';
import { reusedNode } from '../pipelines/reused.ts';
import type { ScriptReader } from '../pipelines/scripts.ts';
import type { Names, Scope } from './expressions.ts';
import { conditionText, fill, filledText } from './expressions.ts';
import type { LocalCode } from './local-code.ts';

/** What is shared by all that is read for one workflow. */
export interface Reading {
  readonly code: LocalCode;
  readonly scripts: ScriptReader;
  readonly diagnostics: Diagnostic[];
  /** Steps that may still be read: actions that call each other twice would double them at each level. */
  stepsLeft: number;
  jobsLeft: number;
}

export interface StepContext {
  readonly reading: Reading;
  readonly scope: Scope;
  /** Files of the actions that are being read, outermost first. */
  readonly inside: readonly string[];
  /** Where scripts run that name no folder themselves. */
  readonly folder: YamlScalar | undefined;
  /** The condition of the step that calls the action. */
  readonly condition: string | undefined;
}

/** The steps of a job or a composite action; those of local actions stand behind the step that calls them. */
export function stepsOf(items: readonly YamlNode[], context: StepContext): readonly YamlMapping[] {
  const steps: YamlMapping[] = [];
  for (const item of items) {
    if (!isMapping(item)) continue;
    if (context.reading.stepsLeft <= 0) break;
    context.reading.stepsLeft -= 1;
    if (context.reading.stepsLeft === 0) context.reading.diagnostics.push(tooMany(item));
    steps.push(...stepOf(item, context));
  }
  return steps;
}

function tooMany(at: YamlNode): Diagnostic {
  const message = 'More than 2,000 steps are called from here. Split the workflow; the rest is not read.';
  return { severity: 'warning', code: 'pipeline-too-large', message, at };
}

function stepOf(item: YamlMapping, context: StepContext): readonly YamlMapping[] {
  const env = variables(nodeAt(item, 'env'), context.scope);
  const scope = { ...context.scope, env: withVariables(context.scope.env, env) };
  const inputs = variables(nodeAt(item, 'with'), scope);
  const called = calledAction(item, { ...context, scope });
  const condition = conditionOf(item, context);
  const run = fill(nodeAt(item, 'run') ?? scriptInput(item), scope);
  const folder = fill(nodeAt(item, 'working-directory'), scope) ?? (run ? context.folder : undefined);
  const inner = called?.root
    ? innerSteps(called, { item, inputs, condition, context: { ...context, scope } })
    : undefined;
  const step = made(
    [
      ['id', nodeAt(item, 'id')],
      ['name', fill(nodeAt(item, 'name'), scope)],
      ['if', condition],
      ['uses', called && reusedNode({ ...called, isFollowed: inner !== undefined }, called.at)],
      ['with', inputs],
      ['run', run],
      ['workingDirectory', folder],
      ['env', env],
      ['scripts', run && context.reading.scripts.scriptsOf(run, folder, textsOfNames(scope.env))],
      ['waits', flag(called?.owner === 'trstringer/manual-approval', item)],
    ],
    item,
  );
  return inner ? [step, ...inner] : [step];
}

// Actions that run a script which is one of their inputs, as their pages say, 2026-11.
const SCRIPT_INPUTS: readonly (readonly [action: RegExp, input: string])[] = [
  [/^nick-(?:fields|invision)\/retry@/i, 'command'],
  [/^azure\/(?:cli|powershell)@/i, 'inlineScript'],
  [/^addnab\/docker-run-action@/i, 'run'],
  [/^devcontainers\/ci@/i, 'runCmd'],
  [/^coactions\/setup-xvfb@|^gabrielbb\/xvfb-action@/i, 'run'],
];

function scriptInput(item: YamlMapping): YamlNode | undefined {
  const uses = textAt(item, 'uses');
  const row = uses === undefined ? undefined : SCRIPT_INPUTS.find(([action]) => action.test(uses));
  return row && nodeAt(item, 'with', row[1]);
}

interface Called {
  readonly kind: 'action' | 'image';
  readonly text: Value<string>;
  readonly at: YamlNode;
  readonly owner: string | undefined;
  readonly file: string | undefined;
  readonly root: YamlMapping | undefined;
}

function calledAction(item: YamlMapping, { scope, reading }: StepContext): Called | undefined {
  const at = nodeAt(item, 'uses');
  const written = at && textOf(at);
  if (!at || written === undefined || written === '') return undefined;
  const text = filledText(written, scope, at);
  const isLocal = typeof text === 'string' && text.startsWith('./');
  const file = isLocal ? reading.code.actionFile(text) : undefined;
  const root = file === undefined ? undefined : reading.code.root(file);
  const kind = typeof text === 'string' && text.startsWith('docker://') ? 'image' : 'action';
  const owner = typeof text === 'string' ? text.split('@')[0] : undefined;
  return { kind, text, at, owner, file, root };
}

interface InnerInput {
  readonly item: YamlMapping;
  readonly inputs: YamlMapping | undefined;
  readonly condition: YamlScalar | undefined;
  readonly context: StepContext;
}

/** The steps of a composite action with what the step passes; undefined for one that is a program. */
function innerSteps(called: Called, input: InnerInput): readonly YamlMapping[] | undefined {
  const { root, file } = called;
  const { context, item } = input;
  if (!root || file === undefined || textAt(root, 'runs', 'using') !== 'composite') return undefined;
  if (context.inside.includes(file)) {
    const message = `${file} calls itself through this step. Break the circle; it is not followed.`;
    context.reading.diagnostics.push({ severity: 'warning', code: 'action-calls-itself', message, at: item });
    return undefined;
  }
  const inputs = passedInputs(nodeAt(root, 'inputs'), input.inputs, context.scope);
  const condition = input.condition && textOf(input.condition);
  return stepsOf(itemsAt(root, 'runs', 'steps'), {
    reading: context.reading,
    scope: { ...context.scope, inputs, matrix: new Map(), secrets: context.scope.secrets },
    inside: [...context.inside, file],
    folder: undefined,
    condition,
  });
}

/** What a caller passes, and the defaults of the rest. */
export function passedInputs(
  declared: YamlNode | undefined,
  passed: YamlMapping | undefined,
  scope: Scope,
): Names {
  const names = new Map<string, Value<string>>();
  if (isMapping(declared)) {
    for (const { key, value } of declared.entries) {
      const fallback = nodeAt(value, 'default');
      const text = fallback && textOf(fallback);
      if (fallback && text !== undefined)
        names.set(key.value, filledText(text, { ...scope, inputs: undefined }, fallback));
    }
  }
  for (const { key, value } of passed?.entries ?? []) {
    if (value.kind === 'scalar') names.set(key.value, valueOf(value));
  }
  return names;
}

function conditionOf(item: YamlMapping, context: StepContext): YamlScalar | undefined {
  const node = nodeAt(item, 'if');
  const written = node && textOf(node);
  const own = node && written !== undefined ? conditionText(written, context.scope, node) : undefined;
  const both = [context.condition, own].filter((one) => one !== undefined);
  if (both.length === 0) return undefined;
  return scalarOf(
    both.length === 1 ? (both[0] ?? '') : both.map((one) => `(${one})`).join(' && '),
    node ?? item,
  );
}

/** Variables or inputs with their expressions filled in. */
export function variables(node: YamlNode | undefined, scope: Scope): YamlMapping | undefined {
  if (!isMapping(node)) return undefined;
  const entries = node.entries.flatMap(({ key, value }): [string, YamlScalar][] => {
    const filled = fill(value, scope) ?? (value.kind === 'scalar' ? scalarOf('', value) : undefined);
    return filled ? [[key.value, filled]] : [];
  });
  return mappingOf(entries, node);
}

/** The variables of a place and those below it. */
export function withVariables(outer: Names, own: YamlMapping | undefined): Names {
  if (!own || own.entries.length === 0) return outer;
  const names = new Map(outer);
  for (const { key, value } of own.entries) if (value.kind === 'scalar') names.set(key.value, valueOf(value));
  return names;
}

function textsOfNames(names: Names): ReadonlyMap<string, string> {
  return new Map([...names].map(([name, value]) => [name, writtenText(value)]));
}

function valueOf({ value }: YamlScalar): Value<string> {
  if (Unknown.is(value)) return value;
  return value === null ? '' : String(value);
}
