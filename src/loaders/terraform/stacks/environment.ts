import type { EnvironmentClaim } from '../../../core/resource.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { Data } from '../../../core/value.ts';
import { isDataObject, Sensitive } from '../../../core/value.ts';
import { rangeIn } from '../config/source-file.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import { blocksOfType } from '../evaluate/block-values.ts';
import { toData } from '../values/data.ts';
import { environmentIn, tellsEnvironment } from '../../../core/environment-names.ts';
import type { GivenValues } from './given-values.ts';

interface Witness {
  readonly name: string;
  readonly grade: 'B' | 'C' | 'D';
  readonly at: SourceRange | undefined;
  readonly file: string;
  readonly says: string;
}

/**
 * The environments of a stack with their evidence. Evaluated values (variables, locals, default tags, a
 * workspace that was asked for) speak before names of files and folders: those count only where no value
 * tells. What rests on the default of a variable is what a run without variable file would deploy: it tells
 * something only together with a name that agrees, and is a mere assumption (grade D) without one.
 */
export function environmentsOf(
  root: ModuleInstance,
  workspace: string | undefined,
  variableFiles: readonly string[],
  given: GivenValues,
  ofFolders: ReadonlyMap<string, string>,
): readonly EnvironmentClaim[] {
  const values = [
    ...workspaceWitness(workspace),
    ...variableWitnesses(root, given),
    ...tagWitnesses(root, given),
  ];
  const named = nameWitnesses(root.config.folder, variableFiles, ofFolders);
  const told = values
    .map((witness) =>
      witness.grade === 'D' && agrees(witness, named) ? { ...witness, grade: 'B' as const } : witness,
    )
    .filter((witness) => witness.grade === 'B');
  const witnesses = [told, named, values].find((some) => some.length > 0) ?? [];
  const claims = new Map<string, Witness[]>();
  for (const witness of witnesses) {
    const known = claims.get(witness.name);
    if (known) known.push(witness);
    else claims.set(witness.name, [witness]);
  }
  return [...claims].map(([name, because]) => ({
    name,
    grade: because.map(({ grade }) => grade).sort()[0] ?? 'D',
    because: because.map(({ at, file, says }) => ({ at, file, says })),
  }));
}

function agrees(witness: Witness, named: readonly Witness[]): boolean {
  return named.some(({ name }) => name === witness.name);
}

function workspaceWitness(workspace: string | undefined): readonly Witness[] {
  const name = workspace === undefined ? undefined : environmentIn(workspace);
  return name === undefined
    ? []
    : [{ name, grade: 'B', at: undefined, file: '', says: `workspace ${workspace}` }];
}

function variableWitnesses(root: ModuleInstance, given: GivenValues): readonly Witness[] {
  const witnesses: Witness[] = [];
  for (const [name, declared] of root.config.variables) {
    if (!tellsEnvironment(name)) continue;
    const written = given.written.get(name);
    const fallback = declared.attributes.get('default');
    const at = written
      ? rangeIn(written.file, written.expression)
      : fallback && rangeIn(fallback.file, fallback.attribute);
    const isGiven = given.values.has(name);
    const witness = witnessOf(
      toData(root.variable(name)),
      isGiven ? `${name} = ` : `default of ${name} = `,
      at,
    );
    if (witness) witnesses.push(isGiven ? witness : { ...witness, grade: 'D' });
  }
  for (const [name, local] of root.config.locals) {
    if (!tellsEnvironment(name)) continue;
    const witness = witnessOf(
      toData(root.local(name)),
      `local ${name} = `,
      rangeIn(local.file, local.attribute),
    );
    if (witness)
      witnesses.push(
        restsOnDefault(local.attribute.expression, root, given) ? { ...witness, grade: 'D' } : witness,
      );
  }
  return witnesses;
}

function tagWitnesses(root: ModuleInstance, given: GivenValues): readonly Witness[] {
  const witnesses: Witness[] = [];
  for (const provider of root.config.providers) {
    if (!provider.blocks.some(({ block }) => block.type === 'default_tags')) continue;
    const blocks = toData(blocksOfType(provider, 'default_tags', root.scope, root.context));
    const tags = Array.isArray(blocks) && isDataObject(blocks[0]) ? blocks[0]['tags'] : undefined;
    if (!isDataObject(tags)) continue;
    for (const [key, value] of Object.entries(tags)) {
      if (!tellsEnvironment(key)) continue;
      const witness = witnessOf(
        value,
        `default tag ${key} = `,
        rangeIn(provider.file, provider.block.header),
      );
      const isDefault = provider.blocks.some(
        ({ block }) =>
          block.type === 'default_tags' &&
          block.body.attributes.some(({ expression }) => restsOnDefault(expression, root, given)),
      );
      if (witness) witnesses.push(isDefault ? { ...witness, grade: 'D' } : witness);
    }
  }
  return witnesses;
}

/** Whether an expression reads a variable that tells the environment and has only its default. */
function restsOnDefault(expression: Expression, root: ModuleInstance, given: GivenValues): boolean {
  return variablesIn(expression).some((name) => {
    const local = root.config.locals.get(name.slice('local.'.length));
    if (name.startsWith('local.'))
      return (
        local !== undefined &&
        tellsEnvironment(name) &&
        restsOnDefault(local.attribute.expression, root, given)
      );
    return tellsEnvironment(name) && !given.values.has(name);
  });
}

/** Names of variables, and of locals as `local.x`, that an expression reads directly. */
function variablesIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'get-attribute':
      if (expression.target.kind === 'variable' && expression.target.name === 'var') return [expression.name];
      if (expression.target.kind === 'variable' && expression.target.name === 'local')
        return [`local.${expression.name}`];
      return variablesIn(expression.target);
    case 'template':
      return expression.parts.flatMap((part) =>
        part.kind === 'interpolation' ? variablesIn(part.expression) : [],
      );
    case 'object':
      return expression.items.flatMap(({ value }) => variablesIn(value));
    case 'call':
      return expression.arguments.flatMap(variablesIn);
    case 'parentheses':
      return variablesIn(expression.inner);
    default:
      return [];
  }
}

function witnessOf(value: Data, prefix: string, at: SourceRange | undefined): Witness | undefined {
  if (Sensitive.is(value) || typeof value !== 'string') return undefined;
  const name = environmentIn(value);
  return name === undefined
    ? undefined
    : { name, grade: 'B', at, file: at?.file ?? '', says: `${prefix}"${value}"` };
}

function nameWitnesses(
  folder: string,
  variableFiles: readonly string[],
  ofFolders: ReadonlyMap<string, string>,
): readonly Witness[] {
  const witnesses: Witness[] = [];
  for (const file of variableFiles) {
    const name = lastNamed(file.replace(/\.tfvars(\.json)?$/, ''));
    if (name !== undefined)
      witnesses.push({ name, grade: 'C', at: undefined, file, says: `the name of ${file}` });
  }
  if (witnesses.length > 0) return witnesses;
  const name = ofFolders.get(folder);
  return name === undefined
    ? []
    : [{ name, grade: 'C', at: undefined, file: folder, says: `the name of ${folder}` }];
}

/** The environment in the deepest path segment that names one. */
function lastNamed(path: string): string | undefined {
  for (const segment of path.split('/').reverse()) {
    const name = environmentIn(segment);
    if (name !== undefined) return name;
  }
  return undefined;
}
