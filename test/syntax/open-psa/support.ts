import { expect } from 'vitest';
import type { OpenPsaModel, OpenPsaOptions } from '../../../src/syntax/open-psa/read.ts';
import { readOpenPsa } from '../../../src/syntax/open-psa/read.ts';
import { bruteForce } from '../../solver/brute-force.ts';

/** A document around some definitions. */
export function model(...definitions: readonly string[]): string {
  return `<?xml version="1.0"?>\n<opsa-mef>\n${definitions.join('\n')}\n</opsa-mef>\n`;
}

/** Basic events with their probabilities, as definitions. */
export function basicEvents(probabilities: Readonly<Record<string, number>>): string {
  return Object.entries(probabilities)
    .map(([name, p]) => `<define-basic-event name="${name}"><float value="${p}"/></define-basic-event>`)
    .join('\n');
}

/** The model that these files are; nothing may be wrong with it. */
export function read(
  files: string | Readonly<Record<string, string>>,
  options?: OpenPsaOptions,
): OpenPsaModel {
  const { model: found, problems } = readOpenPsa(filesOf(files), options);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!found) throw new Error('there is no model');
  return found;
}

/** What is wrong with these files, or told about them: `shop.xml:3: …`. */
export function problems(
  files: string | Readonly<Record<string, string>>,
  options?: OpenPsaOptions,
): string[] {
  return readOpenPsa(filesOf(files), options).problems.map(
    ({ at, line, message }) => `${at.file}:${line}: ${message}`,
  );
}

/** The probability of the top by looking at every state. */
export function probabilityOf({ tree, top = '' }: OpenPsaModel): number {
  return bruteForce(tree.gates, tree.events, top).probability;
}

function filesOf(files: string | Readonly<Record<string, string>>): { path: string; text: string }[] {
  if (typeof files === 'string') return [{ path: 'shop.xml', text: files }];
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}
