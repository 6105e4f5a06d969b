// What kubectl makes of manifests, without a cluster.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { YamlData } from '../../support/yaml-data.ts';

export type Json = YamlData;

/** The objects of a kubectl run, and what it says where it refuses. */
export interface Judged {
  readonly objects: readonly Json[];
  readonly refusal: string | undefined;
}

/** Marks what the judge adds, so that it can be left out again. */
const MARK = 'judged-by';

/** The objects that kubectl reads in files, Lists taken apart. */
export function judgeByKubectl(files: readonly string[]): Judged {
  const named = files.flatMap((file) => ['-f', file]);
  return run(['annotate', '--local', ...named, `${MARK}=kubectl`, '-o', 'json']);
}

/** What reaches a cluster of a manifest that goes through Kustomize. */
export function judgeByKustomize(file: string): Judged {
  const folder = mkdtempSync(path.join(tmpdir(), 'kustomize-'));
  try {
    mkdirSync(path.join(folder, 'base'));
    writeFileSync(path.join(folder, 'base', 'kustomization.yaml'), `resources: [orders.yaml]\n`);
    spawnSync('cp', [file, path.join(folder, 'base', 'orders.yaml')]);
    const built = spawnSync('kubectl', ['kustomize', path.join(folder, 'base')], { encoding: 'utf8' });
    if (built.status !== 0) return { objects: [], refusal: built.stderr };
    const output = path.join(folder, 'built.yaml');
    writeFileSync(output, built.stdout);
    return judgeByKubectl([output]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: readonly string[]): Judged {
  const { status, stdout, stderr } = spawnSync('kubectl', command, {
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, KUBECONFIG: '/dev/null' },
  });
  return { objects: splitObjects(stdout).map(withoutMark), refusal: status === 0 ? undefined : stderr };
}

/** The objects of a run stand one after the other, each from `{` to `}` at the start of a line. */
function splitObjects(output: string): readonly Json[] {
  const texts = output.split(/^(?=\{$)/m).filter((text) => text.trim() !== '');
  return texts.map((text) => JSON.parse(withLongIntegersAsText(text)));
}

/** Integers of 64 bits that a double does not hold as texts of their digits; each has a line of its own. */
function withLongIntegersAsText(text: string): string {
  return text.replaceAll(
    /^(\s*(?:"(?:[^"\\]|\\.)*": )?)(-?\d{16,})(,?)$/gm,
    (line, before: string, digits: string, after: string) =>
      BigInt.asIntN(64, BigInt(digits)) === BigInt(digits) && !Number.isSafeInteger(Number(digits))
        ? `${before}"${digits}"${after}`
        : line,
  );
}

function withoutMark(object: Json): Json {
  if (!isObject(object) || !isObject(object['metadata'])) return object;
  const { annotations, ...metadata } = object['metadata'];
  if (!isObject(annotations)) return object;
  const { [MARK]: _mark, ...others } = annotations;
  const rest = Object.keys(others).length === 0 ? {} : { annotations: others };
  return { ...object, metadata: { ...metadata, ...rest } };
}

/** Whether data is an object. */
export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
