import type { YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import { scalarOf } from '../objects/make-node.ts';
import { textOf, textsOf } from '../pipelines/made.ts';
import type { JobReader } from './extend.ts';

/** When a job runs, as far as its rules tell. */
export interface JobRules {
  readonly condition: YamlScalar | undefined;
  /** True when every way to run it waits for a person. */
  readonly isManual: boolean;
  /** True when it may run although an earlier job failed. */
  readonly runsAfterFailure: boolean;
  readonly mayFail: boolean;
}

/** Reads `rules`, or `only`, `except` and `when`. */
export function rulesOf(job: YamlNode, reader: JobReader): JobRules {
  const rules = nodeAt(job, 'rules');
  const when = textAt(job, 'when') ?? 'on_success';
  const mayFail = allowsFailure(nodeAt(job, 'allow_failure'));
  if (!rules) {
    const isManual = when === 'manual';
    return {
      condition: refsCondition(job),
      isManual,
      runsAfterFailure: when === 'always' || when === 'on_failure',
      // Outside `rules`, who waits for a person blocks nobody. https://docs.gitlab.com/ci/yaml/#when
      mayFail: mayFail ?? isManual,
    };
  }
  const items = reader.items(rules).filter(isMapping);
  const whens = items.map((item) => textAt(item, 'when') ?? when);
  const running = whens.filter((one) => one !== 'never');
  return {
    condition: rulesCondition(items, whens, rules),
    isManual: running.length > 0 && running.every((one) => one === 'manual'),
    runsAfterFailure: running.some((one) => one === 'always' || one === 'on_failure'),
    mayFail: mayFail ?? items.some((item) => allowsFailure(nodeAt(item, 'allow_failure')) === true),
  };
}

function allowsFailure(node: YamlNode | undefined): boolean | undefined {
  if (!node) return undefined;
  return isMapping(node) ? true : node.kind === 'scalar' && node.value === true;
}

function rulesCondition(
  items: readonly YamlNode[],
  whens: readonly string[],
  at: YamlNode,
): YamlScalar | undefined {
  const never: string[] = [];
  const runs: string[] = [];
  for (const [index, item] of items.entries()) {
    const condition =
      textAt(item, 'if') ??
      (nodeAt(item, 'changes') ? 'changes' : nodeAt(item, 'exists') ? 'exists' : 'true');
    (whens[index] === 'never' ? never : runs).push(condition);
  }
  if (runs.length === 0 || (runs.length === 1 && runs[0] === 'true' && never.length === 0)) return undefined;
  const positive = runs.length === 1 ? (runs[0] ?? '') : runs.map((one) => `(${one})`).join(' || ');
  const text = [...never.map((one) => `!(${one})`), never.length > 0 ? `(${positive})` : positive].join(
    ' && ',
  );
  return scalarOf(text, at);
}

function refsCondition(job: YamlNode): YamlScalar | undefined {
  const only = refsOf(nodeAt(job, 'only'));
  const except = refsOf(nodeAt(job, 'except'));
  const at = nodeAt(job, 'only') ?? nodeAt(job, 'except');
  if (!at) return undefined;
  const parts = [
    ...(only.length > 0 ? [`only: ${only.join(', ')}`] : []),
    ...(except.length > 0 ? [`except: ${except.join(', ')}`] : []),
  ];
  return parts.length > 0 ? scalarOf(parts.join('; '), at) : undefined;
}

/** Branches, tags and events that `only` or `except` name. */
export function refsOf(node: YamlNode | undefined): readonly string[] {
  const refs = isMapping(node) ? nodeAt(node, 'refs') : node;
  const variables = isMapping(node) ? textsOf(nodeAt(node, 'variables')) : [];
  return [...textsOf(refs), ...variables].map((one) => textOf(one) ?? '');
}
