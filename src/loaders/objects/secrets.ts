import type { SecretLiteral } from '../../core/stack-code.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { entryOf, isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import {
  formatMatches,
  isGuessable,
  isPlaceholder,
  looksRandom,
  passwordsInAddresses,
} from '../credentials/secret-formats.ts';
import { fingerprintOf, secretLiteral } from '../credentials/secret-literal.ts';
import { cannotBeCredential, couldBeName, namesCredential } from '../credentials/secret-names.ts';
import type { Manifest } from './manifest.ts';

/**
 * The literals of objects that are, or may be, credentials; never with their value. Secrets are left out:
 * what they hold is judged as their content.
 */
export function secretsOf(
  manifests: readonly Manifest[],
  { effective }: { readonly effective: boolean },
): readonly SecretLiteral[] {
  const found = new Map<string, SecretLiteral>();
  for (const manifest of manifests) {
    if (WITHOUT_LITERALS.has(manifest.kind)) continue;
    const scan: Scan = { effective, found, object: `${manifest.kind} ${manifest.name}` };
    byFormat(manifest.root, scan, 0);
    if (manifest.kind === 'ConfigMap') namedValues(nodeAt(manifest.root, 'data'), scan);
    inContainers(manifest.root, scan, 0);
    inChartValues(manifest, scan);
  }
  return [...found.values()];
}

// Secrets are judged by themselves; definitions hold schemas and no values.
const WITHOUT_LITERALS: ReadonlySet<string> = new Set(['Secret', 'SealedSecret', 'CustomResourceDefinition']);

interface Scan {
  readonly effective: boolean;
  readonly found: Map<string, SecretLiteral>;
  /** `ConfigMap orders`. */
  readonly object: string;
}

// Objects are a few levels deep; what is deeper is no object that somebody wrote.
const MAX_DEPTH = 60;

// No format is shorter, and most texts are: a cheap look before the patterns.
const MAY_HAVE_FORMAT = /[A-Za-z0-9_-]{16}|:\/\/[^\s/]*:[^\s/]*@/;

/** Credentials that their format gives away, anywhere in the object. */
function byFormat(node: YamlNode, scan: Scan, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (node.kind === 'mapping') for (const { value } of node.entries) byFormat(value, scan, depth + 1);
  else if (node.kind === 'sequence') for (const item of node.items) byFormat(item, scan, depth + 1);
  else if (typeof node.value === 'string' && MAY_HAVE_FORMAT.test(node.value)) {
    const matches = [...formatMatches(node.value), ...passwordsInAddresses(node.value)];
    for (const { kind, text } of matches) put(node, text, { kind, confidence: 'format' }, scan);
  }
}

function put(
  { file, start, end }: YamlScalar,
  text: string,
  about: Pick<SecretLiteral, 'kind' | 'confidence'> & { readonly where?: string },
  { effective, found, object }: Scan,
): void {
  const key = `${file} ${start}`;
  const known = found.get(key);
  if (known && known.confidence === 'format') return;
  const where = about.where ?? object;
  const literal = secretLiteral(text, { file, start, end }, { ...about, where, effective });
  found.set(key, about.kind === 'address-with-password' ? guessed(literal, text) : literal);
}

/** The address proves that it is a password, not that it is a good one. */
function guessed(literal: SecretLiteral, text: string): SecretLiteral {
  return { ...literal, guessable: isGuessable(text), fingerprint: fingerprintOf(text, looksRandom(text)) };
}

/** Environment variables, and passwords among the words of a command. */
function inContainers(node: YamlNode, scan: Scan, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (node.kind === 'sequence') for (const item of node.items) inContainers(item, scan, depth + 1);
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.entries) {
    if (CONTAINER_LISTS.has(key.value) && value.kind === 'sequence') {
      for (const container of value.items) if (isMapping(container)) inContainer(container, scan);
    } else inContainers(value, scan, depth + 1);
  }
}

const CONTAINER_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers', 'ephemeralContainers']);

function inContainer(container: YamlMapping, scan: Scan): void {
  const owner = `container ${textAt(container, 'name') ?? ''} of ${scan.object}`;
  const environment = entryOf(container, 'env')?.value;
  if (environment?.kind === 'sequence') {
    for (const item of environment.items) {
      const name = textAt(item, 'name');
      const value = entryOf(item, 'value')?.value;
      if (name !== undefined && value?.kind === 'scalar') named(name, value, { ...scan, object: owner });
    }
  }
  for (const key of ['command', 'args']) {
    const words = entryOf(container, key)?.value;
    if (words?.kind === 'sequence') for (const word of words.items) inWord(word, { ...scan, object: owner });
  }
}

// `--db-password=…`: the value of a flag whose name ends in a word for a password.
const PASSWORD_FLAG = /^--?[\w-]*(?:password|passwd|passphrase)=(.+)$/i;

function inWord(word: YamlNode, scan: Scan): void {
  if (word.kind !== 'scalar' || typeof word.value !== 'string') return;
  const value = PASSWORD_FLAG.exec(word.value)?.[1];
  if (value === undefined || cannotBeCredential(value)) return;
  const where = `an argument of ${scan.object}`;
  put(word, value, { kind: 'environment-variable', confidence: 'place-of-use', where }, scan);
}

/** Values that a GitOps object hands to a chart, or puts into objects. */
function inChartValues({ kind, root }: Manifest, scan: Scan): void {
  if (kind === 'HelmRelease') valuesTree(nodeAt(root, 'spec', 'values'), scan, 0);
  if (kind === 'Kustomization') namedValues(nodeAt(root, 'spec', 'postBuild', 'substitute'), scan);
  if (kind !== 'Application') return;
  const source = nodeAt(root, 'spec', 'source');
  for (const one of [...(source ? [source] : []), ...itemsAt(root, 'spec', 'sources')]) {
    valuesTree(nodeAt(one, 'helm', 'valuesObject'), scan, 0);
    for (const item of itemsAt(one, 'helm', 'parameters')) {
      const name = textAt(item, 'name');
      const value = entryOf(item, 'value')?.value;
      if (name !== undefined && value?.kind === 'scalar') named(name, value, scan);
    }
  }
}

function valuesTree(node: YamlNode | undefined, scan: Scan, depth: number): void {
  if (!node || depth > MAX_DEPTH) return;
  if (node.kind === 'sequence') for (const item of node.items) valuesTree(item, scan, depth + 1);
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.entries) {
    if (value.kind === 'scalar') named(key.value, value, scan);
    else valuesTree(value, scan, depth + 1);
  }
}

function namedValues(node: YamlNode | undefined, scan: Scan): void {
  if (!isMapping(node)) return;
  for (const { key, value } of node.entries) if (value.kind === 'scalar') named(key.value, value, scan);
}

const PASSWORD = /(pass(word|wd|phrase)?|pwd)\d*$/i;

/** A literal in a place that is called like a credential: where a password stands, it is used as one. */
function named(name: string, node: YamlScalar, scan: Scan): void {
  const { value: text } = node;
  if (typeof text !== 'string' || !namesCredential(name) || cannotBeCredential(text)) return;
  const where = `${name} of ${scan.object}`;
  if (PASSWORD.test(name)) {
    put(node, text, { kind: 'environment-variable', confidence: 'place-of-use', where }, scan);
  } else if (looksRandom(text)) {
    put(node, text, { kind: 'named-literal', confidence: 'name-and-entropy', where }, scan);
  } else if (!couldBeName(text) && !isPlaceholder(text)) {
    put(node, text, { kind: 'named-literal', confidence: 'name-only', where }, scan);
  }
}
