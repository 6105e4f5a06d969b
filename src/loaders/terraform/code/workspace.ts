import type { WorkspaceUse } from '../../../core/stack-code.ts';
import { byKey, sortedUnique } from '../../../core/order.ts';
import type { Expression, TemplatePart } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { attributeOf, rangeOf, textOf } from './input.ts';
import type { CodeInput, SourceText } from './input.ts';
import { attributesWithin, childrenOf, traversalOf } from './references.ts';
import { scopeOf } from './scope.ts';
import type { Scope } from './scope.ts';
import { comparedTexts } from './toggles.ts';

/** Every expression that reads `terraform.workspace`, also by another name, and what it decides. */
export function workspaceUsesOf(input: CodeInput, scope: Scope): readonly WorkspaceUse[] {
  const sources = [...input.rootFiles, ...input.modules.flatMap(({ files }) => files)];
  if (!sources.some(({ text }) => text.includes('terraform.workspace'))) return [];
  const inRoot = namesOfWorkspace(scope, new Set(['terraform.workspace']));
  const uses = usesIn(input.rootFiles, scope, inRoot);
  for (const module of input.modules) {
    const own = scopeOf(module.files);
    const passed = module.calledBy
      .filter(({ folder }) => folder === input.root)
      .flatMap(({ name }) => variablesGivenTheWorkspace(input.rootFiles, name, inRoot));
    uses.push(
      ...usesIn(module.files, own, namesOfWorkspace(own, new Set(['terraform.workspace', ...passed]))),
    );
  }
  return uses.sort(byKey((use) => `${use.at.file}\u0000${String(use.at.start).padStart(9, '0')}`));
}

/** The names that hold the workspace: `terraform.workspace` and the locals that are nothing else. */
function namesOfWorkspace(scope: Scope, names: Set<string>): ReadonlySet<string> {
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const [name, local] of scope.locals) {
      if (isWorkspace(local.expression, names)) names.add(`local.${name}`);
    }
  }
  return names;
}

function variablesGivenTheWorkspace(
  sources: readonly SourceText[],
  call: string,
  names: ReadonlySet<string>,
): readonly string[] {
  return sources
    .flatMap((source) => source.document.body.blocks)
    .filter((block) => block.type === 'module' && block.labels[0]?.text === call)
    .flatMap((block) => block.body.attributes)
    .filter((attribute) => isWorkspace(attribute.expression, names))
    .map((attribute) => `var.${attribute.name}`);
}

const SAME_TEXT: ReadonlySet<string> = new Set([
  'lower',
  'upper',
  'replace',
  'trimprefix',
  'trimsuffix',
  'try',
  'coalesce',
]);

function isWorkspace(expression: Expression, names: ReadonlySet<string>): boolean {
  if (isName(expression, names)) return true;
  switch (expression.kind) {
    case 'parentheses':
      return isWorkspace(expression.inner, names);
    case 'call':
      return (
        SAME_TEXT.has(expression.name) &&
        expression.arguments.some((argument) => isWorkspace(argument, names))
      );
    case 'conditional':
      return isWorkspace(expression.then, names) || isWorkspace(expression.otherwise, names);
    case 'template': {
      const [only] = expression.parts;
      return (
        expression.parts.length === 1 && only?.kind === 'interpolation' && isWorkspace(only.expression, names)
      );
    }
    default:
      return false;
  }
}

function isName(expression: Expression, names: ReadonlySet<string>): boolean {
  const chain = traversalOf(expression);
  return chain?.path.length === 2 && chain.keys.length === 0 && names.has(chain.path.join('.'));
}

// Where a workspace only names things: https://developer.hashicorp.com/terraform/language/state/workspaces
const NAMING = /^((.*_)?(name|names|prefix|tags)|suffix|description|labels|workspace|title|identifier)$/;

function usesIn(sources: readonly SourceText[], scope: Scope, names: ReadonlySet<string>): WorkspaceUse[] {
  const uses: WorkspaceUse[] = [];
  for (const source of sources) {
    for (const { attribute, blocks } of attributesWithin(source.document.body)) {
      if (blocks.includes('locals') && isWorkspace(attribute.expression, names)) continue;
      const isNaming = [attribute.name, ...blocks].some((name) => NAMING.test(name));
      const isCount = attribute.name === 'count' || attribute.name === 'for_each';
      const found = (expression: Expression, decider: Expression | undefined): void => {
        const deciding = decider ?? (isCount ? attribute.expression : undefined);
        const shown = deciding ?? expression;
        uses.push({
          at: rangeOf(source, shown),
          text: textOf(source, shown),
          decides: deciding && !isNaming ? 'settings' : 'name',
          environments: deciding ? sortedUnique(environmentsOf(deciding, scope)) : [],
        });
      };
      walk(attribute.expression, undefined, names, found);
    }
  }
  return uses;
}

type Found = (expression: Expression, decider: Expression | undefined) => void;

/** Visits every mention of the workspace with the smallest expression around it that it decides, if any. */
function walk(
  expression: Expression,
  decider: Expression | undefined,
  names: ReadonlySet<string>,
  found: Found,
): void {
  if (isName(expression, names)) {
    found(expression, decider);
    return;
  }
  if (expression.kind === 'conditional') {
    walk(expression.condition, expression, names, found);
    walk(expression.then, decider, names, found);
    walk(expression.otherwise, decider, names, found);
    return;
  }
  if (expression.kind === 'template') walkParts(expression.parts, decider, names, found);
  const isChoice =
    expression.kind === 'index' ||
    (expression.kind === 'call' && (expression.name === 'lookup' || expression.name === 'contains')) ||
    (expression.kind === 'binary' && (expression.operator === '==' || expression.operator === '!='));
  const inner = isChoice ? (decider ?? expression) : decider;
  for (const child of childrenOf(expression)) walk(child, inner, names, found);
}

function walkParts(
  parts: readonly TemplatePart[],
  decider: Expression | undefined,
  names: ReadonlySet<string>,
  found: Found,
): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') walk(part.expression, decider, names, found);
    if (part.kind === 'if') {
      walk(part.condition, part.condition, names, found);
      walkParts(part.then, decider, names, found);
      walkParts(part.otherwise, decider, names, found);
    }
    if (part.kind === 'for') walkParts(part.body, decider, names, found);
  }
}

/** The texts that a choice distinguishes: compared literals, and the keys of the map that is looked up. */
function environmentsOf(expression: Expression, scope: Scope): readonly string[] {
  const inner = childrenOf(expression).flatMap((child) => environmentsOf(child, scope));
  const map = expression.kind === 'index' ? expression.target : lookedUp(expression);
  return [...inner, ...comparedTexts(expression), ...(map ? keysOf(map, scope) : [])];
}

function lookedUp(expression: Expression): Expression | undefined {
  return expression.kind === 'call' && expression.name === 'lookup' ? expression.arguments[0] : undefined;
}

function keysOf(map: Expression, scope: Scope): readonly string[] {
  const chain = traversalOf(map);
  const [root, name = ''] = chain?.path ?? [];
  if (chain?.path.length !== 2) return objectKeys(map);
  const variable = root === 'var' ? scope.variables.get(name) : undefined;
  const target =
    root === 'local'
      ? scope.locals.get(name)?.expression
      : variable && attributeOf(variable.block, 'default');
  return target ? objectKeys(target) : [];
}

function objectKeys(expression: Expression): readonly string[] {
  if (expression.kind !== 'object') return [];
  return expression.items.map((item) => literalText(item.key)).filter((key) => key !== undefined);
}
