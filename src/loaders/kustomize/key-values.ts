import { isUtf8 } from 'node:buffer';
import { nameOf } from '../../core/path.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isScalar } from '../../syntax/yaml/node.ts';
import { itemsOf, textsOfField } from './kustomization.ts';
import type { Place } from '../objects/make-node.ts';
import { computedAt, textOf } from './nodes.ts';
import { Refusal } from './refusal.ts';
import type { Step } from './step.ts';
import { localPath, readContent } from './step.ts';

/** One entry of a generated ConfigMap or Secret. */
export interface KeyValue {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly place: Place;
}

/** What a generator's `envs`, `literals` and `files` state, in Kustomize's order. */
export function readKeyValues(args: YamlNode, step: Step): readonly KeyValue[] {
  const envs = [...textsOfField(args, 'envs'), ...envOf(args)];
  const pairs = [
    ...envs.flatMap((path) => step.log.attempt(path, [], () => readEnvFile(path, step))),
    ...itemsOf(args, 'literals').flatMap((one) => step.log.attempt(one, [], () => [readLiteral(one)])),
    ...textsOfField(args, 'files').flatMap((one) => step.log.attempt(one, [], () => [readFile(one, step)])),
  ];
  const seen = new Set<string>();
  return pairs.filter(({ key, place }) => {
    if (!seen.has(key)) {
      seen.add(key);
      return true;
    }
    const message = `the key ${key} is generated twice. Remove one; the second is left out.`;
    step.log.refuse(new Refusal('kustomize-generator', message, place), place);
    return false;
  });
}

/** The older, single form of `envs`. */
function envOf(args: YamlNode): readonly YamlScalar[] {
  if (args.kind !== 'mapping') return [];
  return args.entries.flatMap(({ key, value }) =>
    key.value === 'env' && isScalar(value) && (textOf(value) ?? '') !== '' ? [value] : [],
  );
}

function readLiteral(node: YamlNode): KeyValue {
  const text = isScalar(node) && typeof node.value === 'string' ? node.value : '';
  const at = text.indexOf('=');
  if (at <= 0) {
    const message =
      'an entry of `literals` is no text of the form key=value. Write it so, in quotes if need be.';
    throw new Refusal('kustomize-generator', message, node);
  }
  const value = withoutQuotes(text.slice(at + 1));
  const place = computedAt(node, 'a generator makes it of this literal');
  return { key: text.slice(0, at), bytes: Buffer.from(value, 'utf8'), place };
}

function withoutQuotes(text: string): string {
  const first = text[0];
  const isQuoted = text.length >= 2 && (first === '"' || first === "'") && text.endsWith(first);
  return isQuoted ? text.slice(1, -1) : text;
}

function readFile(node: YamlScalar, step: Step): KeyValue {
  const source = textOf(node) ?? '';
  const parts = source.split('=');
  if (parts.length > 2 || parts[0] === '' || parts.at(-1) === '') {
    const message = `\`${source}\` is neither a path nor of the form key=path. Correct it.`;
    throw new Refusal('kustomize-generator', message, node);
  }
  const path = parts[1] ?? source;
  const bytes = readContent(step, path, node);
  const whole = { file: localPath(step, path, node), start: 0, end: bytes.length };
  const place = computedAt(whole, 'a generator makes it of this file');
  return { key: parts.length === 2 ? (parts[0] ?? '') : nameOf(source), bytes, place };
}

function readEnvFile(node: YamlScalar, step: Step): readonly KeyValue[] {
  const path = textOf(node) ?? '';
  const bytes = readContent(step, path, node);
  if (!isUtf8(bytes)) {
    throw new Refusal('kustomize-generator', `${path} is no UTF-8 text. Save it as UTF-8.`, node);
  }
  const text = Buffer.from(bytes).toString('utf8');
  const file = localPath(step, path, node);
  const pairs: KeyValue[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const content = (start === 0 ? line.replace(/^\uFEFF/, '') : line).replace(/\r$/, '').trimStart();
    if (content !== '' && !content.startsWith('#')) {
      const at = content.indexOf('=');
      const place = computedAt(
        { file, start, end: start + line.length },
        'a generator makes it of this line',
      );
      const value = at < 0 ? '' : content.slice(at + 1);
      pairs.push({ key: at < 0 ? content : content.slice(0, at), bytes: Buffer.from(value, 'utf8'), place });
    }
    start += line.length + 1;
  }
  return pairs;
}
