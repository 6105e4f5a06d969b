import type { Intent } from '../../../core/remedy.ts';
import { isExpression, isPlainValue, isTimesOf, isWrittenAs } from '../../../core/remedy.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../core/value.ts';
import { rangeIn } from '../config/source-file.ts';
import type { HclValue } from '../../../syntax/hcl/edit/print.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import { chainFrom, chainOfAttribute } from '../evaluate/trace.ts';
import type { Chain } from '../evaluate/trace.ts';
import { isMapping } from '../modules/registry.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';
import { toData } from '../values/data.ts';
import type { Reached } from './absent-ways.ts';
import { absentWays, makerOf, reachBlock } from './absent-ways.ts';
import { chainWays } from './chain-ways.ts';
import { madeOf } from './made-of.ts';
import { dataAt, isAsIntended } from './prove.ts';
import { isWithout, removalWays } from './remove-value.ts';
import type { Way } from './way.ts';
import { editedText, isOwnText } from './way.ts';
import type { Placed } from './same-instance.ts';
import type { Refusal, State } from './write-intents.ts';
import { sameInstance } from './same-instance.ts';
import { withText } from './write-intents.ts';

type Path = readonly (string | number)[];

/** An intent on one value, and the resource it is about as it is now. */
export interface ValueAim extends Placed {
  readonly intent: Exclude<Intent, { op: 'add' }>;
}

interface Aim extends ValueAim {
  /** Of an element to be taken out, the list as it is. */
  readonly listBefore: Data | undefined;
}

/** Tries the ways to write one value, the most local first, until evaluation proves one. */
export function writeValue(base: StackEvaluation, now: State, aim: ValueAim): State | Refusal {
  const { intent, instance } = aim;
  const { path } = intent.at;
  const listPath = intent.op === 'remove' && typeof path.at(-1) === 'number' ? path.slice(0, -1) : undefined;
  const wanted: Aim = { ...aim, listBefore: listPath && writtenData(instance, listPath) };
  if (!listPath && isThere(wanted)) return now;
  const chain = chainAt(now.evaluation, aim, path);
  const given = { written: now.evaluation.given.written, ownFile: ownFileOf(now.evaluation) };
  const listChain = listPath && (chainAt(now.evaluation, aim, listPath) ?? makerChain(now.evaluation, aim));
  const reached = reachBlock(instance, path);
  const ways =
    intent.op === 'remove'
      ? removalWays({ reached, chain, listChain }, aim.module, given)
      : chain
        ? chainWays(chain, given)
        : absentWays(instance, aim.module, path);
  let problem: string | undefined;
  for (const way of ways) {
    const next = tried(base, now, wanted, way);
    if (typeof next !== 'string') return next;
    problem ??= next;
  }
  return refusal(aim, chain, reached, problem);
}

/** The chain that states the value, also from inside the content of a dynamic block. */
function chainAt(evaluation: StackEvaluation, { instance, module }: Placed, path: Path): Chain | undefined {
  const given = evaluation.given.written;
  const chain = chainOfAttribute(instance, module, path, given);
  if (chain) return chain;
  const { file, block, rest, iterator } = reachBlock(instance, path);
  const [name, ...inner] = rest;
  const attribute = block.body.attributes.find((one) => one.name === name);
  if (!attribute || block === instance.config.block) return undefined;
  const label = `${instance.config.key}.${path.join('.')}`;
  const { expression } = attribute;
  const each = { block: instance.config, keys: instance.scope.keys, label };
  const cursor = { file, expression, module, each, label, variable: undefined, iterator };
  return chainFrom({ cursor, rest: inner }, given);
}

/** The chain of the `for_each` that makes the nested block which the intent is about. */
function makerChain(evaluation: StackEvaluation, { intent, instance, module }: ValueAim): Chain | undefined {
  const maker = makerOf(instance, intent.at.path);
  if (!maker) return undefined;
  const { file, attribute } = maker.forEach;
  const label = `${instance.config.key}.${maker.name}.for_each`;
  const each = { block: instance.config, keys: instance.scope.keys, label };
  const { expression } = attribute;
  const cursor = { file, expression, module, each, label, variable: undefined, iterator: maker.outer };
  return chainFrom({ cursor, rest: [] }, evaluation.given.written);
}

/** The last variable file of a named set: other sets of the root do not see what is written there. */
function ownFileOf({ set, given }: StackEvaluation): ReturnType<typeof given.sources.at> {
  return set.name === undefined ? undefined : given.sources.find(({ path }) => path === set.files.at(-1));
}

function tried(base: StackEvaluation, now: State, aim: Aim, way: Way): State | string {
  const value = aim.intent.op === 'remove' ? null : valueFor(now.evaluation, aim, way.module);
  if (value === undefined) return 'the value that it needs cannot be named there';
  const edits = way.edits(value);
  if (!edits) return 'the text has no place for it';
  const next = withText(base, now, way.file.path, editedText(way.file, edits));
  if (!next) return 'the root could not be read any more';
  const placed = sameInstance(next.evaluation, aim);
  if (!placed) return 'the resource would be gone';
  return isThere({ ...aim, ...placed }) ? next : 'the value does not reach the resource';
}

/** The value as it is to be written in the text of a module; undefined where it cannot be named there. */
function valueFor(evaluation: StackEvaluation, aim: ValueAim, module: ModuleInstance): HclValue | undefined {
  const { intent } = aim;
  if (intent.op === 'remove') return null;
  const { value } = intent;
  if (isWrittenAs(value) || isTimesOf(value)) return madeOf(evaluation, aim, module, value);
  if (isExpression(value)) return module === aim.module ? value : undefined;
  return hclValue(value);
}

/** Plain data as a value of the language; undefined where a part is unknown or must not be written. */
export function hclValue(data: Data): HclValue | undefined {
  if (Unknown.is(data) || Sensitive.is(data)) return undefined;
  if (isDataList(data)) {
    const items = data.flatMap((item) => {
      const value = hclValue(item);
      return value === undefined ? [] : [value];
    });
    return items.length === data.length ? items : undefined;
  }
  if (!isDataObject(data)) return data;
  const object: { [key: string]: HclValue } = {};
  for (const [key, item] of Object.entries(data)) {
    const value = hclValue(item);
    if (value === undefined) return undefined;
    object[key] = value;
  }
  return object;
}

/** Whether the resource is as intended now. */
function isThere({ intent, instance, listBefore }: Aim): boolean {
  const { path } = intent.at;
  const last = path.at(-1);
  if (intent.op === 'remove' && typeof last === 'number') {
    return isWithout(writtenData(instance, path.slice(0, -1)), listBefore, last, isAsIntended);
  }
  const found = writtenData(instance, path);
  if (intent.op === 'remove') return found === undefined;
  const { value } = intent;
  if (isPlainValue(value)) return isAsIntended(found, value);
  if (isTimesOf(value)) return Number(writtenData(instance, value.timesOf)) * value.factor === Number(found);
  // A name that somebody gave already is as good as ours.
  return found !== undefined && found !== '' && !(Unknown.is(found) && found.reason === 'evaluation-error');
}

function writtenData(instance: Placed['instance'], path: Path): Data | undefined {
  const [name] = path;
  if (typeof name !== 'string') return undefined;
  if (name === 'lifecycle') return lifecycleSetting(instance, path);
  const isWritten =
    instance.config.attributes.has(name) ||
    instance.config.blocks.some(
      ({ block }) => block.type === name || (block.type === 'dynamic' && block.labels[0]?.text === name),
    );
  return isWritten ? dataAt({ [name]: toData(instance.attributeAsWritten(name)) }, path) : undefined;
}

/** Terraform takes nothing but literals in `lifecycle`, which is no attribute of the resource. */
function lifecycleSetting({ config }: Placed['instance'], [, , name]: Path): Data | undefined {
  const block = config.blocks.find((one) => one.block.type === 'lifecycle')?.block;
  const expression = block?.body.attributes.find((one) => one.name === name)?.expression;
  return expression?.kind === 'literal' ? expression.value : undefined;
}

function refusal(
  { instance, module }: ValueAim,
  chain: Chain | undefined,
  { iterator }: Reached,
  problem?: string,
): Refusal {
  const last = chain?.hops.at(-1)?.cursor;
  const file = last?.file.path ?? instance.config.file.path;
  const call = module.call;
  if (isMapping(file)) {
    const at = call && !isMapping(call.file.path) ? rangeIn(call.file, call.block.header) : undefined;
    return { notWritable: 'it is set inside a module whose code is not here', at };
  }
  const at = last
    ? rangeIn(last.file, last.expression)
    : rangeIn(instance.config.file, instance.config.block.header);
  if (!isOwnText(file)) return { notWritable: 'it is set in the code of a downloaded module', at };
  if (iterator) {
    const { file: made, attribute } = iterator.forEach;
    const why = 'how many blocks there are is computed by an expression';
    return { notWritable: why, at: rangeIn(made, attribute.expression) };
  }
  if (chain && chain.ends !== 'literal') return { notWritable: 'it is computed by an expression', at };
  return { notWritable: problem ?? 'there is no text that states it', at };
}
