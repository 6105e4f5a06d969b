import type { Data, DataObject } from '../../../core/value.ts';
import { isDataObject, Sensitive, Unknown } from '../../../core/value.ts';
import type { ConfigBlock } from '../config/module-config.ts';
import { toData } from '../values/data.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, object, unknownOf } from '../values/value.ts';
import { evaluateArgument } from '../evaluate/context.ts';
import { Handle } from '../evaluate/handle.ts';
import { joinFolder } from '../evaluate/relative-folder.ts';
import type { StackEvaluation } from './stack-evaluation.ts';

// The settings that name a state, by backend. Settings that are unknown or given elsewhere do not decide.
const IDENTITY: ReadonlyMap<string, readonly string[]> = new Map([
  ['s3', ['bucket', 'key']],
  ['gcs', ['bucket', 'prefix']],
  ['azurerm', ['storage_account_name', 'container_name', 'key']],
  ['local', ['path']],
  ['remote', ['organization', 'workspaces']],
  ['cloud', ['organization', 'workspaces']],
  ['http', ['address']],
  ['consul', ['path']],
  ['pg', ['schema_name']],
]);

// The one setting that must be known and equal; the others must only not contradict.
const DECIDING: ReadonlyMap<string, string> = new Map([
  ['s3', 'key'],
  ['gcs', 'prefix'],
  ['azurerm', 'key'],
  ['local', 'path'],
  ['remote', 'workspaces'],
  ['cloud', 'workspaces'],
  ['http', 'address'],
  ['consul', 'path'],
  ['pg', 'schema_name'],
]);

interface Producer {
  readonly evaluation: StackEvaluation;
  readonly settings: DataObject;
}

/** The roots of the inputs by the state they keep, so that a remote state can be joined to its producer. */
export class RemoteStates {
  readonly #byBackend = new Map<string, Map<string, Producer[]>>();

  add(evaluation: StackEvaluation): void {
    for (const { type, settings } of backendsOf(evaluation)) {
      const key = decidingValue(type, settings, evaluation.config.folder);
      if (key === undefined) continue;
      const family = type === 'cloud' ? 'remote' : type;
      let byKey = this.#byBackend.get(family);
      if (!byKey) this.#byBackend.set(family, (byKey = new Map()));
      const known = byKey.get(key);
      if (known) known.push({ evaluation, settings });
      else byKey.set(key, [{ evaluation, settings }]);
    }
  }

  /**
   * The outputs of the producer of a state, preferring the variable set of the reader; undefined when there
   * is none.
   */
  find(
    from: StackEvaluation,
    backend: string,
    config: TfValue,
    workspace: TfValue | undefined,
  ): TfValue | undefined {
    void workspace;
    const settings = toData(config);
    if (!isDataObject(settings)) return undefined;
    const family = backend === 'cloud' ? 'remote' : backend;
    const key = decidingValue(family, settings, from.config.folder);
    const candidates = key === undefined ? [] : (this.#byBackend.get(family)?.get(key) ?? []);
    const fitting = candidates.filter(
      (one) =>
        one.evaluation.config.folder !== from.config.folder && !contradicts(family, one.settings, settings),
    );
    const folders = new Set(fitting.map((one) => one.evaluation.config.folder));
    if (folders.size !== 1) return undefined;
    const same = fitting.find((one) => one.evaluation.set.name === from.set.name) ?? fitting[0];
    return same && outputsOf(same.evaluation);
  }
}

/** The outputs of a root, each evaluated when somebody asks for it. */
function outputsOf(producer: StackEvaluation): TfValue {
  const { module, id } = producer;
  const output = (name: string): TfValue => {
    if (!module.config.outputs.has(name)) throw new EvaluationError(`${id} has no output "${name}"`);
    return module.output(name);
  };
  const init = { reason: 'remote-state' as const, detail: `the outputs of ${id}` };
  return unknownOf('dynamic', new Handle(init, output), { notNull: true });
}

function backendsOf(evaluation: StackEvaluation): readonly { type: string; settings: DataObject }[] {
  const found: { type: string; settings: DataObject }[] = [];
  for (const { blocks } of evaluation.config.settings) {
    for (const { file, block } of blocks) {
      if (block.type !== 'backend' && block.type !== 'cloud') continue;
      const config: ConfigBlock = {
        file,
        block,
        blocks: block.body.blocks.map((inner) => ({ file, block: inner })),
        attributes: new Map(block.body.attributes.map((attribute) => [attribute.name, { file, attribute }])),
      };
      found.push({ type: block.labels[0]?.text ?? 'cloud', settings: settingsOf(config, evaluation) });
    }
  }
  // A root that names no backend keeps its state in its own folder.
  return found.length > 0 ? found : [{ type: 'local', settings: {} }];
}

function settingsOf(config: ConfigBlock, evaluation: StackEvaluation): DataObject {
  const { module, context } = evaluation;
  const entries: [string, TfValue][] = [];
  for (const [name, argument] of config.attributes)
    entries.push([name, evaluateArgument(argument, module.scope, context)]);
  for (const { file, block } of config.blocks) {
    const inner = block.body.attributes.map((attribute): [string, TfValue] => [
      attribute.name,
      evaluateArgument({ file, attribute }, module.scope, context),
    ]);
    entries.push([block.type, object(inner)]);
  }
  const data = toData(object(entries));
  return isDataObject(data) ? data : {};
}

function decidingValue(backend: string, settings: DataObject, folder: string): string | undefined {
  const name = DECIDING.get(backend);
  if (name === undefined) return undefined;
  const value = textOf(settings[name]);
  if (backend !== 'local') return value;
  const path = value ?? 'terraform.tfstate';
  return joinFolder(folder, path);
}

function contradicts(backend: string, a: DataObject, b: DataObject): boolean {
  return (IDENTITY.get(backend) ?? []).some((name) => {
    if (backend === 'local') return false;
    const [left, right] = [textOf(a[name]), textOf(b[name])];
    return left !== undefined && right !== undefined && left !== right;
  });
}

/** A setting as one text; undefined when it is absent or unknown. */
function textOf(data: Data | undefined): string | undefined {
  if (data === undefined || data === null || Unknown.is(data) || Sensitive.is(data)) return undefined;
  if (typeof data !== 'object') return String(data);
  if (!isDataObject(data)) return undefined;
  return textOf(data['name']) ?? textOf(data['prefix']);
}
