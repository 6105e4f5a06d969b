import type { WrittenSetting } from '../../../core/stack-code.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { attributeOf, rangeOf } from './input.ts';
import type { CodeInput, PlacedBlock, SourceText } from './input.ts';
import type { Liveness, ModuleText } from './liveness.ts';
import { KEYS } from './read-part.ts';
import { wordsInScripts } from './scripts.ts';

/**
 * The values written in variable files, and what is written elsewhere and read by nothing: variables, locals,
 * arguments of local modules, leaves of maps. Values of variable files are listed even when they are read,
 * because another root may share the file.
 */
export function settingsOf(input: CodeInput, liveness: Liveness): readonly WrittenSetting[] {
  const words = wordsInScripts(input.files);
  const draft: Draft[] = [...variableFileValues(input, liveness)];
  for (const module of liveness.folders) {
    if (module.folder === input.root) draft.push(...unreadVariables(module, liveness));
    draft.push(...unreadLocals(module, liveness), ...unreadArguments(module, liveness));
  }
  return draft.map((setting) => ({
    ...setting,
    at: { ...setting.at, file: realFile(setting.at.file, input) },
    maybeReadElsewhere: words.has(lastName(setting.name)),
  }));
}

/** The file behind a link: roots that link to one file share its settings. */
function realFile(file: string, { files }: CodeInput): string {
  const real = files.resolve(file);
  return typeof real === 'string' ? real : file;
}

type Draft = Omit<WrittenSetting, 'maybeReadElsewhere'>;

function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function variableFileValues(input: CodeInput, liveness: Liveness): readonly Draft[] {
  const root = liveness.folders[0];
  const settings: Draft[] = [];
  for (const source of input.variableFiles) {
    for (const attribute of source.document.body.attributes) {
      const { name } = attribute;
      const at = rangeOf(source, attribute);
      const demands = liveness.demandsOn(input.root, `var.${name}`);
      settings.push({ name, at, kind: 'variable-file-value', readers: demands?.length ?? 0 });
      const variable = root?.scope.variables.get(name);
      if (!demands || !variable) continue;
      const type = attributeOf(variable.block, 'type');
      for (const leaf of leavesOf(attribute.expression, [])) {
        const isRead = isLeafRead(leaf.path, demands) && typeKeeps(type, leaf.path);
        settings.push(leafSetting(source, name, leaf, isRead ? 1 : 0));
      }
    }
  }
  return settings;
}

function unreadVariables(module: ModuleText, liveness: Liveness): readonly Draft[] {
  const settings: Draft[] = [];
  for (const [name, { source, block }] of module.scope.variables) {
    const demands = liveness.demandsOn(module.folder, `var.${name}`);
    if (!demands) settings.push({ name, at: rangeOf(source, block.header), kind: 'variable', readers: 0 });
    const fallback = attributeOf(block, 'default');
    if (demands && fallback) settings.push(...unreadLeaves(source, name, fallback, demands));
  }
  return settings;
}

function unreadLocals(module: ModuleText, liveness: Liveness): readonly Draft[] {
  const settings: Draft[] = [];
  for (const [name, local] of module.scope.locals) {
    const demands = liveness.demandsOn(module.folder, `local.${name}`);
    if (demands) settings.push(...unreadLeaves(local.source, `local.${name}`, local.expression, demands));
    else settings.push({ name: `local.${name}`, at: local.at, kind: 'local', readers: 0 });
  }
  return settings;
}

/**
 * Variables that a local module never reads although calls give them values, and unread leaves of what is
 * passed.
 */
function unreadArguments(module: ModuleText, liveness: Liveness): readonly Draft[] {
  const settings: Draft[] = [];
  const calls = callsOf(module, liveness);
  for (const [name, { source, block }] of module.scope.variables) {
    const demands = liveness.demandsOn(module.folder, `var.${name}`);
    const given = calls.flatMap((call) => {
      const attribute = call.block.body.attributes.find((item) => item.name === name);
      return attribute ? [{ source: call.source, attribute, call: call.block.labels[0]?.text ?? '' }] : [];
    });
    if (!demands && given.length > 0) {
      const givenAt = given.map((item) => rangeOf(item.source, item.attribute));
      settings.push({
        name,
        at: rangeOf(source, block.header),
        kind: 'module-argument',
        readers: 0,
        givenAt,
      });
    }
    for (const item of demands ? given : []) {
      settings.push(
        ...unreadLeaves(item.source, `module.${item.call}.${name}`, item.attribute.expression, demands ?? []),
      );
    }
  }
  return settings;
}

function callsOf(module: ModuleText, liveness: Liveness): readonly PlacedBlock[] {
  return module.calledBy.flatMap((caller) => {
    const from = liveness.folders.find(({ folder }) => folder === caller.folder);
    return from?.calls.filter(({ block }) => block.labels[0]?.text === caller.name) ?? [];
  });
}

interface Leaf {
  readonly path: readonly string[];
  readonly item: { readonly start: number; readonly end: number };
}

/** The innermost named values of an object as written; elements of lists are `*`. Empty for anything else. */
function leavesOf(expression: Expression, path: readonly string[]): readonly Leaf[] {
  if (expression.kind === 'parentheses') return leavesOf(expression.inner, path);
  if (expression.kind === 'tuple') return expression.items.flatMap((item) => leavesOf(item, [...path, '*']));
  if (expression.kind !== 'object') return [];
  return expression.items.flatMap((item): readonly Leaf[] => {
    const key = literalText(item.key);
    if (key === undefined) return [];
    const inner = leavesOf(item.value, [...path, key]);
    return inner.length > 0 ? inner : [{ path: [...path, key], item }];
  });
}

function unreadLeaves(
  source: SourceText,
  name: string,
  expression: Expression,
  demands: readonly (readonly string[])[],
): readonly Draft[] {
  return leavesOf(expression, [])
    .filter((leaf) => !isLeafRead(leaf.path, demands))
    .map((leaf) => leafSetting(source, name, leaf, 0));
}

function leafSetting(source: SourceText, name: string, leaf: Leaf, readers: number): Draft {
  return { name: [name, ...leaf.path].join('.'), at: rangeOf(source, leaf.item), kind: 'map-leaf', readers };
}

/** True when a read covers the leaf: all of it, something above it, or something inside it. */
function isLeafRead(leaf: readonly string[], demands: readonly (readonly string[])[]): boolean {
  return demands.some((demand) =>
    demand.every((step, index) => {
      const own = leaf[index];
      if (step === KEYS) return own === undefined || index === leaf.length - 1;
      return own === undefined || step === own || step === '*' || own === '*';
    }),
  );
}

/** False when the declared type of a variable has no such attribute: Terraform drops it without a word. */
function typeKeeps(type: Expression | undefined, path: readonly string[]): boolean {
  const [step, ...rest] = path;
  if (type?.kind !== 'call' || step === undefined) return true;
  const [inner] = type.arguments;
  if (type.name === 'optional') return typeKeeps(inner, path);
  if (type.name === 'map' || type.name === 'list' || type.name === 'set') return typeKeeps(inner, rest);
  if (type.name !== 'object' || inner?.kind !== 'object') return true;
  const item = inner.items.find(({ key }) => literalText(key) === step);
  return item ? typeKeeps(item.value, rest) : false;
}
