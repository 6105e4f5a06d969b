import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { withChanges } from '../../src/core/changed-files.ts';
import type { Intent, Remedy } from '../../src/core/remedy.ts';
import type { Rule } from '../../src/core/rule.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { rules } from '../../src/rules/registry.generated.ts';
import { judgeFiles } from '../support/judge-fixture.ts';
import { filesOfFolder } from '../support/memory-files.ts';

// Every remedy that can be written is written into its fixture; then the finding must be gone.

interface Trial {
  readonly fixture: string;
  readonly remedy: string;
  readonly result: string;
}

function trialsOf(rule: Rule): readonly Trial[] {
  const folder = join(import.meta.dirname, '../../src/rules', rule.id, 'fixtures');
  const failing = readdirSync(folder).filter((name) => name.startsWith('fail-'));
  return failing.flatMap((name) => trialsIn(rule, join(folder, name), `${rule.id} ${name}`));
}

function trialsIn(rule: Rule, folder: string, fixture: string): readonly Trial[] {
  const files = filesOfFolder(folder);
  const { judgements, estate } = judgeFiles(rule, files, folder);
  return judgements.flatMap(({ component, outcome }) => {
    if (outcome.status !== 'fail') return [];
    return outcome.remedies.flatMap((remedy) => {
      const write = writerOf(remedy, estate);
      if (!write) return [];
      const written = write(remedy.intents);
      if ('notWritable' in written) return [{ fixture, remedy: remedy.title, result: 'not written' }];
      const again = judgeFiles(rule, withChanges(files, written.changes), folder).judgements;
      const isLeft = again.some(
        (one) =>
          one.component.id === component.id &&
          one.outcome.key === outcome.key &&
          one.outcome.status === 'fail',
      );
      return [{ fixture, remedy: remedy.title, result: isLeft ? 'still failing' : 'mended' }];
    });
  });
}

/** Who writes all intents of a remedy; undefined for advice, and where a loader cannot write yet. */
function writerOf({ intents }: Remedy, estate: Estate): ReturnType<Estate['stack']>['write'] {
  const [first] = intents;
  const stacks = new Set(intents.map((intent) => stackOf(intent, estate)));
  const [only] = stacks;
  return first && stacks.size === 1 ? only?.write : undefined;
}

function stackOf(intent: Intent, estate: Estate): ReturnType<Estate['stack']> | undefined {
  const stack = intent.op === 'add' ? intent.stack : estate.resource(intent.at.resource)?.stack;
  return stack && estate.stack(stack);
}

let trials: readonly Trial[] = [];

beforeAll(() => {
  trials = rules.flatMap(trialsOf);
}, 120_000);

it('a remedy that is written makes its finding go away', () => {
  expect(trials.filter(({ result }) => result === 'still failing')).toEqual([]);
});

it('most remedies on objects can be written', () => {
  const mended = trials.filter(({ result }) => result === 'mended').length;
  expect(mended / trials.length).toBeGreaterThan(0.7);
});
