import type { FoundSecret } from '../../../core/facts/code.ts';
import type { StackId } from '../../../core/id.ts';
import { byKey } from '../../../core/order.ts';
import type { Stack } from '../../../core/resource.ts';
import type { SecretLiteral, StackCode, WrittenModuleCall } from '../../../core/stack-code.ts';

/** Every credential in text once, however many stacks read the text; in force when one of them uses it. */
export function foundSecrets(stacks: readonly Stack[]): readonly FoundSecret[] {
  const found = new Map<string, { secret: SecretLiteral; role: StackCode['role']; stacks: StackId[] }>();
  for (const stack of stacks) {
    for (const secret of stack.code.secrets) {
      const place = `${secret.at.file}\u0000${secret.at.start}`;
      const known = found.get(place);
      if (!known) {
        found.set(place, { secret, role: stack.code.role, stacks: [stack.id] });
        continue;
      }
      known.stacks.push(stack.id);
      known.role = strongest(known.role, stack.code.role);
      if (secret.effective && !known.secret.effective) known.secret = secret;
    }
  }
  return withKeys(
    [...found.values()].sort(byKey(({ secret: { at } }) => `${at.file}\u0000${place(at.start)}`)),
  );
}

function place(offset: number): string {
  return String(offset).padStart(9, '0');
}

const WEIGHT = { root: 3, 'maybe-module': 2, example: 1, test: 0 } as const;

/** Text that a root reads counts as the root's, whoever else reads it. */
function strongest(a: StackCode['role'], b: StackCode['role']): StackCode['role'] {
  return WEIGHT[b] > WEIGHT[a] ? b : a;
}

/** File, kind and place in words; a number only where one file says the same thing twice. */
function withKeys(found: readonly Omit<FoundSecret, 'key'>[]): readonly FoundSecret[] {
  const counts = new Map<string, number>();
  return found.map((item) => {
    const base = `${item.secret.at.file} ${item.secret.kind} ${item.secret.where}`;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    return { ...item, key: count === 1 ? base : `${base} ${count}` };
  });
}

/** The module calls that stand inside local modules, each once. */
export function callsInModules(stacks: readonly Stack[]): readonly WrittenModuleCall[] {
  const found = new Map<string, WrittenModuleCall>();
  for (const stack of stacks) {
    for (const call of stack.code.moduleCalls) {
      if (call.folder !== stack.root) found.set(`${call.at.file}\u0000${call.at.start}`, call);
    }
  }
  const roots = new Set(stacks.map((stack) => stack.root));
  const calls = [...found.values()].filter((call) => !roots.has(call.folder));
  return calls.sort(byKey((call) => `${call.at.file}\u0000${place(call.at.start)}`));
}
