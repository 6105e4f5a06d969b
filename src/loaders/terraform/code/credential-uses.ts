import type { Block, Expression } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { addressOf, attributeOf, rangeOf } from './input.ts';
import type { SourceText } from './input.ts';
import type { ModuleText } from './liveness.ts';
import { namedValuesIn } from './named-values.ts';
import type { NamedValue } from './named-values.ts';
import { once } from './once.ts';
import { traversalOf } from './references.ts';
import { isCredentialArgument, namesCredential } from '../../credentials/secret-names.ts';

/** A place where a value is used as a credential, with what is written there. */
export interface CredentialUse {
  readonly folder: string;
  readonly source: SourceText;
  readonly expression: Expression;
  readonly kind: 'credential-argument' | 'environment-variable' | 'stored-secret';
  /** `password of aws_db_instance.orders`. */
  readonly where: string;
  /** True when the block ignores changes of it: the text is only a first value. */
  readonly isFirstValue: boolean;
}

/** Everywhere in a folder that resources, providers and module calls take a credential. */
export function credentialUsesIn({ folder, sources }: ModuleText): readonly CredentialUse[] {
  return sources.flatMap((source) => usesInFile({ folder, source }));
}

const usesInFile = once(
  ({ source }: { folder: string; source: SourceText }) => source.document,
  ({ folder, source }) =>
    source.document.body.blocks
      .filter((block) => ['resource', 'provider', 'module', 'data', 'ephemeral'].includes(block.type))
      .flatMap((block) => usesInBlock(folder, source, block)),
);

function usesInBlock(folder: string, source: SourceText, block: Block): readonly CredentialUse[] {
  const type = block.type === 'module' ? 'module' : (block.labels[0]?.text ?? '');
  const ignored = ignoredChanges(block, source);
  const uses: CredentialUse[] = [];
  for (const value of namedValuesIn(block.body)) {
    const kind = kindOf(type, value, block);
    if (!kind) continue;
    const top = value.around[0] ?? value.name;
    const place = kind === 'environment-variable' ? 'the environment of ' : '';
    uses.push({
      folder,
      source,
      kind,
      expression: value.expression,
      where: `${value.name} ${place === '' ? 'of' : 'in'} ${place}${addressOf(block)}`,
      isFirstValue: ignored.includes('all') || ignored.includes(top) || ignored.includes(value.name),
    });
  }
  return uses;
}

const ENVIRONMENT: ReadonlySet<string> = new Set([
  'environment',
  'environment_variables',
  'env',
  'variables',
  'env_vars',
  'app_settings',
  'container_definitions',
  'setting',
  'set',
  'set_sensitive',
  'container',
  'containers',
  'template',
  'build_args',
  'custom_environment',
]);

function kindOf(type: string, value: NamedValue, block: Block): CredentialUse['kind'] | undefined {
  const { name, around } = value;
  if (around.length === 0 && isCredentialArgument(type, name)) {
    return /secret/.test(type) ? 'stored-secret' : 'credential-argument';
  }
  if (type === 'aws_ssm_parameter' && around.length === 0 && name === 'value') {
    return literalText(attributeOf(block, 'type')) === 'SecureString' ? 'stored-secret' : undefined;
  }
  if (!namesCredential(name)) return undefined;
  if (type.startsWith('kubernetes_secret') && /^(data|string_data)$/.test(around[0] ?? '')) {
    return 'stored-secret';
  }
  if (around[0] === 'secret_string' || around[0] === 'secret_data') return 'stored-secret';
  if (around.some((part) => ENVIRONMENT.has(part))) return 'environment-variable';
  // A nested block of a resource, say `master_auth { password = … }`.
  return block.type === 'resource' && isCredentialArgument(type, name) ? 'credential-argument' : undefined;
}

function ignoredChanges(block: Block, source: SourceText): readonly string[] {
  const lifecycle = block.body.blocks.find((inner) => inner.type === 'lifecycle');
  const list = lifecycle && attributeOf(lifecycle, 'ignore_changes');
  if (!list) return [];
  return source.text.slice(list.start, list.end).match(/[a-z_0-9]+/g) ?? [];
}

type Path = readonly string[];

/** Where credentials come from: paths of variables and locals, per folder, with the place that uses them. */
export interface CredentialOrigins {
  readonly named: ReadonlyMap<string, readonly { readonly path: Path; readonly use: CredentialUse }[]>;
  /** Literals that a module call passes to where a credential is used. */
  readonly passed: readonly CredentialUse[];
}

interface Step {
  readonly folder: string;
  readonly source: SourceText;
  readonly expression: Expression;
  readonly path: Path;
  readonly use: CredentialUse;
}

/** Follows the uses back through locals and module arguments to the texts they are taken from. */
export function credentialOrigins(
  folders: readonly ModuleText[],
  uses: readonly CredentialUse[],
): CredentialOrigins {
  const byFolder = new Map(folders.map((module) => [module.folder, module]));
  const named = new Map<string, { path: Path; use: CredentialUse }[]>();
  const passed: CredentialUse[] = [];
  const queue = uses.map((use): Step => ({ ...use, path: [], use }));
  const seen = new Set<string>();
  for (let step = queue.pop(); step; step = queue.pop()) {
    const { folder, use } = step;
    for (const source of plainSources(step.expression, step.path)) {
      if (!isPath(source)) {
        if (source !== use.expression) {
          passed.push({ ...use, folder, source: step.source, expression: source });
        }
        continue;
      }
      const [root = '', name = '', ...path] = source;
      const key = `${folder}\u0000${root}.${name}`;
      const id = `${key}.${path.join('.')}`;
      if ((root !== 'var' && root !== 'local') || seen.has(id)) continue;
      seen.add(id);
      named.set(key, [...(named.get(key) ?? []), { path, use }]);
      const module = byFolder.get(folder);
      if (module && root === 'var') queue.push(...argumentsOf(module, { name, path, use }, byFolder));
      const local = root === 'local' ? module?.scope.locals.get(name) : undefined;
      if (local && isReference(local.expression)) queue.push({ folder, ...local, path, use });
    }
  }
  return { named, passed };
}

function argumentsOf(
  module: ModuleText,
  { name, path, use }: { readonly name: string; readonly path: Path; readonly use: CredentialUse },
  byFolder: ReadonlyMap<string, ModuleText>,
): readonly Step[] {
  const found: Step[] = [];
  for (const { folder, name: callName } of module.calledBy) {
    const call = byFolder.get(folder)?.calls.find(({ block }) => block.labels[0]?.text === callName);
    const expression = call && attributeOf(call.block, name);
    if (call && expression) found.push({ folder, source: call.source, expression, path, use });
  }
  return found;
}

function isPath(source: Path | Expression): source is Path {
  return Array.isArray(source);
}

function isReference(expression: Expression): boolean {
  return expression.kind !== 'object' && literalText(expression) === undefined;
}

const SAME_VALUE: ReadonlySet<string> = new Set([
  'coalesce',
  'try',
  'sensitive',
  'nonsensitive',
  'tostring',
  'trimspace',
  'base64encode',
]);

/**
 * What an expression takes its value (or the part that a path names) from without computing: references,
 * literals.
 */
function plainSources(expression: Expression, path: Path): readonly (Path | Expression)[] {
  const chain = traversalOf(expression);
  if (chain) return [[...chain.path, ...path]];
  if (path.length === 0 && literalText(expression) !== undefined) return [expression];
  switch (expression.kind) {
    case 'parentheses':
      return plainSources(expression.inner, path);
    case 'conditional':
      return [...plainSources(expression.then, path), ...plainSources(expression.otherwise, path)];
    case 'object':
      return expression.items
        .filter((item) => path[0] !== undefined && literalText(item.key) === path[0])
        .flatMap((item) => plainSources(item.value, path.slice(1)));
    case 'call':
      return SAME_VALUE.has(expression.name)
        ? expression.arguments.flatMap((item) => plainSources(item, path))
        : [];
    case 'template': {
      const [only] = expression.parts;
      const isAlone = expression.parts.length === 1 && only?.kind === 'interpolation';
      return isAlone ? plainSources(only.expression, path) : [];
    }
    default:
      return [];
  }
}

/** The place of a use, for a literal that stands right there. */
export function rangeOfUse(use: CredentialUse): ReturnType<typeof rangeOf> {
  return rangeOf(use.source, use.expression);
}
