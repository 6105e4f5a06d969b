import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { withChanges } from '../../src/core/changed-files.ts';
import type { ComponentId } from '../../src/core/id.ts';
import type { Intent, Remedy } from '../../src/core/remedy.ts';
import type { Stack, StackKind } from '../../src/core/resource.ts';
import type { Rule } from '../../src/core/rule.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { rules } from '../../src/rules/registry.generated.ts';
import { judgeFiles } from '../support/judge-fixture.ts';
import { filesOfFolder } from '../support/memory-files.ts';

// Every remedy that can be written is written into its fixture; then the finding must be gone.

interface Trial {
  readonly fixture: string;
  readonly remedy: string;
  readonly kind: StackKind;
  readonly result: string;
  /** Whether the stack that was read again is the one that is read from the changed files; else why not. */
  readonly reload: string;
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
      const stack = writerOf(remedy, estate);
      const written = stack?.write?.(remedy.intents);
      if (!stack || !written) return [];
      const trial = { fixture, remedy: remedy.title, kind: stack.kind };
      if ('notWritable' in written) {
        return [{ ...trial, result: `not written: ${written.notWritable}`, reload: 'same' }];
      }
      const after = judgeFiles(rule, withChanges(files, written.changes), folder);
      const left = failuresOf(after.judgements, component.id, outcome.key);
      const result = left < failuresOf(judgements, component.id, outcome.key) ? 'mended' : 'still failing';
      return [{ ...trial, result, reload: compared(stack.reload?.(written.changes), after.estate) }];
    });
  });
}

type Judgements = ReturnType<typeof judgeFiles>['judgements'];

function failuresOf(judgements: Judgements, component: ComponentId, key: string | undefined): number {
  return judgements.filter(
    ({ component: { id }, outcome }) => id === component && outcome.key === key && outcome.status === 'fail',
  ).length;
}

function compared(again: Stack | undefined, anew: Estate): string {
  const differing = again?.resources.find(
    (one) => JSON.stringify(one) !== JSON.stringify(anew.resource(one.id)),
  );
  return differing === undefined ? 'same' : `${differing.id} differs`;
}

/** The stack that all intents of a remedy are about; undefined for advice. */
function writerOf({ intents }: Remedy, estate: Estate): Stack | undefined {
  const stacks = new Set(intents.map((intent) => stackOf(intent, estate)));
  const [only] = stacks;
  return stacks.size === 1 ? only : undefined;
}

function stackOf(intent: Intent, estate: Estate): Stack | undefined {
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

it('a stack that is read again with a change is the one that is read from the changed files', () => {
  expect(trials.filter(({ reload }) => reload !== 'same')).toEqual([]);
});

it.each([
  ['objects', (kind: StackKind) => kind !== 'terraform', 0.7],
  ['Terraform resources', (kind: StackKind) => kind === 'terraform', 0.9],
] as const)('most remedies on %s can be written', (_, isKind, share) => {
  const tried = trials.filter(({ kind }) => isKind(kind));
  const mended = tried.filter(({ result }) => result === 'mended').length;
  expect(mended / tried.length).toBeGreaterThan(share);
});
