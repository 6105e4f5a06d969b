import type { Block, Expression } from '../../../syntax/hcl/ast.ts';
import { addressOf, attributeOf, literalText, rangeOf } from './input.ts';
import type { SourceText } from './input.ts';
import type { ModuleText } from './liveness.ts';
import { namedValuesIn } from './named-values.ts';
import type { NamedValue } from './named-values.ts';
import { traversalOf } from './references.ts';
import { isCredentialArgument, namesCredential } from './secret-names.ts';

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
export function credentialUsesIn(module: ModuleText): readonly CredentialUse[] {
  return module.sources.flatMap((source) =>
    source.document.body.blocks
      .filter((block) => ['resource', 'provider', 'module', 'data', 'ephemeral'].includes(block.type))
      .flatMap((block) => usesInBlock(module.folder, source, block)),
  );
}

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
      folder, source, kind,
      expression: value.expression,
      where: `${value.name} ${place === '' ? 'of' : 'in'} ${place}${addressOf(block)}`,
      isFirstValue: ignored.includes('all') || ignored.includes(top) || ignored.includes(value.name),
    });
  }
  return uses;
}

const ENVIRONMENT = /^(environment|environment_variables|env|variables|env_vars|app_settings|container_definitions|setting|set|set_sensitive|containers?|template|build_args|custom_environment)$/;

function kindOf(type: string, value: NamedValue, block: Block): CredentialUse['kind'] | undefined {
  const { name, around } = value;
  if (around.length === 0 && isCredentialArgument(type, name)) {
    return /secret/.test(type) ? 'stored-secret' : 'credential-argument';
  }
  if (type === 'aws_ssm_parameter' && around.length === 0 && name === 'value') {
    return literalText(attributeOf(block, 'type')) === 'SecureString' ? 'stored-secret' : undefined;
  }
  if (!namesCredential(name)) return undefined;
  if (/^kubernetes_secret/.test(type) && /^(data|string_data)$/.test(around[0] ?? '')) return 'stored-secret';
  if (around[0] === 'secret_string' || around[0] === 'secret_data') return 'stored-secret';
  if (around.some((part) => ENVIRONMENT.test(part))) return 'environment-variable';
  // A nested block of a resource, say `master_auth { password = … }`.
  return block.type === 'resource' && isCredentialArgument(type, name) ? 'credential-argument' : undefined;
}

function ignoredChanges(block: Block, source: SourceText): readonly string[] {
  const lifecycle = block.body.blocks.find((inner) => inner.type === 'lifecycle');
  const list = lifecycle && attributeOf(lifecycle, 'ignore_changes');
  if (!list) return [];
  return source.text.slice(list.start, list.end).match(/[a-z_0-9]+/g) ?? [];
}

/** Where credentials come from: paths of variables and locals, per folder, with the place that uses them. */
export type CredentialSources = ReadonlyMap<string, readonly { readonly path: readonly string[]; readonly use: CredentialUse }[]>;

/** Follows the uses back through locals and module arguments to the variables they are taken from. */
export function credentialSources(folders: readonly ModuleText[], uses: readonly CredentialUse[]): CredentialSources {
  const byFolder = new Map(folders.map((module) => [module.folder, module]));
  const found = new Map<string, { path: readonly string[]; use: CredentialUse }[]>();
  const queue = uses.map((use) => ({ folder: use.folder, expression: use.expression, use }));
  const seen = new Set<string>();
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { folder, use } = next;
    for (const [root = '', name = '', ...path] of plainSources(next.expression)) {
      if (root !== 'var' && root !== 'local') continue;
      const key = `${folder}\u0000${root}.${name}`;
      const id = `${key}.${path.join('.')}`;
      if (seen.has(id)) continue;
      seen.add(id);
      found.set(key, [...(found.get(key) ?? []), { path, use }]);
      const module = byFolder.get(folder);
      const local = root === 'local' && path.length === 0 ? module?.scope.locals.get(name) : undefined;
      if (local) queue.push({ folder, expression: local.expression, use });
      if (root === 'var' && path.length === 0 && module) queue.push(...argumentsOf(module, name, byFolder, use));
    }
  }
  return found;
}

function argumentsOf(
  module: ModuleText, name: string, byFolder: ReadonlyMap<string, ModuleText>, use: CredentialUse,
): { folder: string; expression: Expression; use: CredentialUse }[] {
  const found: { folder: string; expression: Expression; use: CredentialUse }[] = [];
  for (const caller of module.calledBy) {
    const call = byFolder.get(caller.folder)?.calls.find(({ block }) => block.labels[0]?.text === caller.name);
    const expression = call && attributeOf(call.block, name);
    if (expression) found.push({ folder: caller.folder, expression, use });
  }
  return found;
}

/** The references an expression takes its value from without computing: itself, branches, fallbacks. */
function plainSources(expression: Expression): readonly (readonly string[])[] {
  const chain = traversalOf(expression);
  if (chain) return [chain.path];
  switch (expression.kind) {
    case 'parentheses':
      return plainSources(expression.inner);
    case 'conditional':
      return [...plainSources(expression.then), ...plainSources(expression.otherwise)];
    case 'call':
      return ['coalesce', 'try', 'sensitive', 'nonsensitive', 'tostring', 'trimspace', 'base64encode'].includes(expression.name)
        ? expression.arguments.flatMap(plainSources) : [];
    case 'template': {
      const [only] = expression.parts;
      return expression.parts.length === 1 && only?.kind === 'interpolation' ? plainSources(only.expression) : [];
    }
    default:
      return [];
  }
}

/** The place of a use, for a literal that stands right there. */
export function rangeOfUse(use: CredentialUse): ReturnType<typeof rangeOf> {
  return rangeOf(use.source, use.expression);
}
