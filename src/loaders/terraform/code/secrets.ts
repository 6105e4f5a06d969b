import type { SourceRange } from '../../../core/location.ts';
import { byKey } from '../../../core/order.ts';
import type { SecretLiteral } from '../../../core/stack-code.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { credentialOrigins, credentialUsesIn, rangeOfUse } from './credential-uses.ts';
import type { CredentialOrigins } from './credential-uses.ts';
import { addressOf, attributeOf, rangeOf } from './input.ts';
import type { CodeInput, SourceText } from './input.ts';
import type { Liveness, ModuleText } from './liveness.ts';
import { insideExpression, namedValuesIn } from './named-values.ts';
import {
  formatMatches,
  isGuessable,
  isPlaceholder,
  looksRandom,
  passwordsInAddresses,
} from '../../credentials/secret-formats.ts';
import { fingerprintOf, secretLiteral as secret } from '../../credentials/secret-literal.ts';
import { cannotBeCredential, couldBeName, namesCredential } from '../../credentials/secret-names.ts';
import { once } from './once.ts';
import { textsNamedIn } from './named-files.ts';
import { assignedCredentials, startScripts } from './start-scripts.ts';

/** The literals of a stack's text that are, or may be, credentials; never with their value. */
export function secretsOf(input: CodeInput, liveness: Liveness): readonly SecretLiteral[] {
  const uses = liveness.folders.flatMap(credentialUsesIn);
  const origins = credentialOrigins(liveness.folders, uses);
  const found: SecretLiteral[] = [];
  for (const use of [...uses, ...origins.passed]) {
    const text = literalText(use.expression);
    if (text === undefined || cannotBeCredential(text)) continue;
    if (use.kind === 'stored-secret' && isPlaceholder(text)) continue;
    found.push(
      secret(text, rangeOfUse(use), {
        kind: use.kind,
        confidence: 'place-of-use',
        where: use.where,
        effective: !use.isFirstValue,
      }),
    );
  }
  for (const module of liveness.folders) {
    found.push(...defaultsAndLocals(module, { input, liveness, origins }), ...module.sources.flatMap(byName));
    found.push(...module.sources.flatMap(byFormat));
  }
  for (const source of input.variableFiles) {
    found.push(...variableFileSecrets(source, { input, liveness, origins }));
  }
  for (const source of input.variableFiles) found.push(...byFormat(source));
  for (const named of textsNamedIn(liveness.folders, input.files)) {
    found.push(...inText(named), ...inScript(named.file, named.text, 0));
  }
  found.push(...startScripts(liveness).flatMap(({ file, text, start }) => inScript(file, text, start)));
  return distinct(found);
}

/** The same place once: what its format proves goes before what its place or name suggests. */
function distinct(secrets: readonly SecretLiteral[]): readonly SecretLiteral[] {
  const rank = { format: 0, 'place-of-use': 1, 'name-and-entropy': 2, 'name-only': 3 };
  const sorted = [...secrets].sort((a, b) => rank[a.confidence] - rank[b.confidence]);
  const kept: SecretLiteral[] = [];
  const byFile = new Map<string, SecretLiteral[]>();
  for (const item of sorted) {
    const inFile = byFile.get(item.at.file) ?? [];
    if (inFile.some(({ at }) => at.start < item.at.end && item.at.start < at.end)) continue;
    inFile.push(item);
    byFile.set(item.at.file, inFile);
    kept.push(item);
  }
  return kept.sort(byKey(({ at }) => `${at.file}\u0000${String(at.start).padStart(9, '0')}`));
}

interface Surroundings {
  readonly input: CodeInput;
  readonly liveness: Liveness;
  readonly origins: CredentialOrigins;
}

/** Defaults of variables and literals of locals, by where they flow to, else by name and entropy. */
function defaultsAndLocals(module: ModuleText, around: Surroundings): readonly SecretLiteral[] {
  const found: SecretLiteral[] = [];
  for (const [name, { source, block }] of module.scope.variables) {
    const fallback = attributeOf(block, 'default');
    if (!fallback) continue;
    const effective = isDefaultUsed(module, name, around);
    found.push(
      ...valueSecrets(source, fallback, {
        name,
        key: `${module.folder}\u0000var.${name}`,
        where: `the default of variable ${name}`,
        effective,
        around,
      }),
    );
  }
  for (const [name, { source, expression }] of module.scope.locals) {
    const effective = around.liveness.demandsOn(module.folder, `local.${name}`) !== undefined;
    found.push(
      ...valueSecrets(source, expression, {
        name,
        key: `${module.folder}\u0000local.${name}`,
        where: `local.${name}`,
        effective,
        around,
      }),
    );
  }
  return found;
}

/** A default counts when something reads the variable and some deployment leaves it unset. */
function isDefaultUsed(module: ModuleText, name: string, { input, liveness }: Surroundings): boolean {
  if (!liveness.demandsOn(module.folder, `var.${name}`)) return false;
  if (module.folder === input.root) {
    return !input.variableFiles.some(({ document }) =>
      document.body.attributes.some((item) => item.name === name),
    );
  }
  return module.calledBy.some((caller) => {
    const calls = liveness.folders.find((other) => other.folder === caller.folder)?.calls ?? [];
    const call = calls.find(({ block }) => block.labels[0]?.text === caller.name);
    return call !== undefined && attributeOf(call.block, name) === undefined;
  });
}

function variableFileSecrets(source: SourceText, around: Surroundings): readonly SecretLiteral[] {
  const { input, liveness } = around;
  const later = input.variableFiles.slice(input.variableFiles.indexOf(source) + 1);
  return source.document.body.attributes.flatMap(({ name, expression }) => {
    const isReplaced = later.some(({ document }) =>
      document.body.attributes.some((item) => item.name === name),
    );
    const isRead = liveness.demandsOn(input.root, `var.${name}`) !== undefined;
    return valueSecrets(source, expression, {
      name,
      key: `${input.root}\u0000var.${name}`,
      where: `the value of ${name}`,
      effective: isRead && !isReplaced,
      around,
    });
  });
}

interface ValueContext {
  readonly name: string;
  readonly key: string;
  readonly where: string;
  readonly effective: boolean;
  readonly around: Surroundings;
}

/** The credentials in the value of one variable or local: the whole, or leaves of its objects. */
function valueSecrets(
  source: SourceText,
  expression: Expression,
  context: ValueContext,
): readonly SecretLiteral[] {
  const whole = { name: context.name, expression, around: [] };
  const found: SecretLiteral[] = [];
  for (const value of [whole, ...insideExpression(expression, [])]) {
    const text = literalText(value.expression);
    if (text === undefined || cannotBeCredential(text)) continue;
    const path = value === whole ? [] : [...value.around, value.name];
    const flows = (context.around.origins.named.get(context.key) ?? []).find((item) =>
      matches(item.path, path),
    );
    const where = path.length === 0 ? context.where : `${path.join('.')} in ${context.where}`;
    const at = rangeOf(source, value.expression);
    if (flows) {
      const effective = context.effective && !flows.use.isFirstValue;
      if (flows.use.kind === 'stored-secret' && isPlaceholder(text)) continue;
      const about = { kind: flows.use.kind, confidence: 'place-of-use', effective } as const;
      found.push(secret(text, at, { ...about, where: `${where}, used as ${flows.use.where}` }));
    } else found.push(...namedSecret(text, at, { name: value.name, where, effective: context.effective }));
  }
  return found;
}

function matches(sourcePath: readonly string[], path: readonly string[]): boolean {
  return sourcePath.length === path.length && sourcePath.every((step, i) => step === '*' || step === path[i]);
}

/** A literal whose name hints at a credential: believed when it also looks random, else only asked about. */
function namedSecret(
  text: string,
  at: SourceRange,
  { name, where, effective }: Pick<ValueContext, 'name' | 'where' | 'effective'>,
): readonly SecretLiteral[] {
  if (!namesCredential(name) || isPlaceholder(text)) return [];
  if (looksRandom(text)) {
    return [secret(text, at, { kind: 'named-literal', confidence: 'name-and-entropy', where, effective })];
  }
  if (couldBeName(text)) return [];
  return [secret(text, at, { kind: 'named-literal', confidence: 'name-only', where, effective })];
}

/** Literals in resources, providers, outputs and calls whose name hints at a credential. */
const byName = once(
  (source: SourceText) => source.document,
  (source): readonly SecretLiteral[] =>
    source.document.body.blocks
      .filter((block) => block.type !== 'variable' && block.type !== 'locals')
      .flatMap((block) =>
        namedValuesIn(block.body).flatMap(({ name, expression }) => {
          const text = literalText(expression);
          if (text === undefined || cannotBeCredential(text)) return [];
          const where = `${name} of ${addressOf(block)}`;
          return namedSecret(text, rangeOf(source, expression), { name, where, effective: true });
        }),
      ),
);

/** Credentials by format anywhere in a file's text, comments included: they can be read there too. */
const byFormat = once(
  (source: SourceText) => source.document,
  ({ file, text }): readonly SecretLiteral[] => inText({ file, text }),
);

function inText({ file, text }: { readonly file: string; readonly text: string }): readonly SecretLiteral[] {
  const about = { confidence: 'format', effective: true } as const;
  const formats = formatMatches(text).map((match) =>
    secret(match.text, rangeIn(file, match), { ...about, kind: match.kind, where: 'the text' }),
  );
  const addresses = passwordsInAddresses(text).map((match) => {
    const range = rangeIn(file, match);
    const guessable = isGuessable(match.text);
    const fingerprint = fingerprintOf(match.text, looksRandom(match.text));
    const where = 'the user part of an address';
    return { at: range, ...about, kind: match.kind, where, guessable, fingerprint };
  });
  return [...formats, ...addresses];
}

/** Credentials that a start script sets: what it exports is used by what it starts. */
function inScript(file: string, text: string, offset: number): readonly SecretLiteral[] {
  return assignedCredentials(text).map((match) => {
    const at = rangeIn(file, { start: match.start + offset, text: match.text });
    const where = `${match.name} in a start script`;
    return secret(match.text, at, {
      kind: 'start-script',
      confidence: 'place-of-use',
      where,
      effective: true,
    });
  });
}

function rangeIn(file: string, match: { readonly start: number; readonly text: string }): SourceRange {
  return { file, start: match.start, end: match.start + match.text.length };
}
