import type { SourceRange } from '../../../core/location.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import { blocksOf, rangeOf } from './input.ts';
import type { PlacedBlock, SourceText } from './input.ts';
import { readsOf } from './references.ts';

export interface LocalValue {
  readonly source: SourceText;
  readonly expression: Expression;
  readonly at: SourceRange;
}

/** The variables and locals of one module folder, by name. */
export interface Scope {
  readonly locals: ReadonlyMap<string, LocalValue>;
  readonly variables: ReadonlyMap<string, PlacedBlock>;
}

/** The variables and locals that the files of one folder declare. */
export function scopeOf(sources: readonly SourceText[]): Scope {
  const locals = new Map<string, LocalValue>();
  for (const { source, block } of blocksOf(sources, 'locals')) {
    for (const attribute of block.body.attributes) {
      locals.set(attribute.name, {
        source,
        expression: attribute.expression,
        at: rangeOf(source, attribute),
      });
    }
  }
  const variables = new Map<string, PlacedBlock>();
  for (const placed of blocksOf(sources, 'variable')) {
    const name = placed.block.labels[0]?.text;
    if (name !== undefined) variables.set(name, placed);
  }
  return { locals, variables };
}

/**
 * What an expression depends on, through locals: root variables and the workspace, with the lines in between.
 */
export interface Dependence {
  /** Variable names, and `terraform.workspace`. Sorted. */
  readonly names: readonly string[];
  /** Declarations of the variables and the locals passed, in the order they were met from the far end. */
  readonly through: readonly SourceRange[];
  /** Every expression that took part: the first one and those of the locals. */
  readonly expressions: readonly Expression[];
}

/** Follows expressions through locals to the variables and the workspace they depend on. */
export function dependenceOf(expressions: readonly Expression[], scope: Scope): Dependence {
  const names = new Set<string>();
  const through: SourceRange[] = [];
  const seen = new Set<string>();
  const met: Expression[] = [];
  const visit = (expression: Expression): void => {
    met.push(expression);
    for (const { path } of readsOf(expression)) {
      const [root, name = ''] = path;
      if (root === 'terraform' && name === 'workspace') names.add('terraform.workspace');
      if ((root !== 'var' && root !== 'local') || seen.has(`${root}.${name}`)) continue;
      seen.add(`${root}.${name}`);
      const local = root === 'local' ? scope.locals.get(name) : undefined;
      if (local) {
        visit(local.expression);
        through.push(local.at);
      }
      if (root === 'var') {
        names.add(name);
        const variable = scope.variables.get(name);
        if (variable) through.push(rangeOf(variable.source, variable.block.header));
      }
    }
  };
  for (const expression of expressions) visit(expression);
  return { names: [...names].sort(), through, expressions: met };
}
