import type { UnreadSettings } from '../../../core/facts/code.ts';
import type { SourceRange } from '../../../core/location.ts';
import { byKey } from '../../../core/order.ts';
import type { Stack, WrittenSetting } from '../../../core/resource.ts';

interface Seen {
  setting: WrittenSetting;
  readonly roots: Set<string>;
  isRead: boolean;
}

/** The settings that no stack reads: those of one root, and those in text that several roots share. */
export function unreadSettings(stacks: readonly Stack[]): {
  ofRoot(root: string): readonly WrittenSetting[];
  readonly shared: readonly UnreadSettings[];
} {
  const seen = new Map<string, Seen>();
  for (const stack of stacks) {
    if (stack.kind !== 'terraform') continue;
    for (const setting of stack.code.settings) note(seen, setting, stack.root);
  }
  const byRoot = new Map<string, WrittenSetting[]>();
  const shared = new Map<string, WrittenSetting[]>();
  const unread = [...seen.values()].filter(({ isRead }) => !isRead);
  for (const { setting, roots } of unread.sort(byKey(({ setting: { at } }) => placeOf(at)))) {
    const folder = setting.at.file.slice(0, Math.max(0, setting.at.file.lastIndexOf('/')));
    const [only] = roots;
    const owner =
      roots.size === 1 && (folder === only || setting.at.file.includes('.tfvars')) ? only : undefined;
    const group = owner === undefined ? shared : byRoot;
    const key = owner ?? folder;
    const known = group.get(key);
    if (known) known.push(setting);
    else group.set(key, [setting]);
  }
  return {
    ofRoot: (root) => byRoot.get(root) ?? [],
    shared: [...shared]
      .map(([folder, settings]) => ({ folder, settings }))
      .sort(byKey(({ folder }) => folder)),
  };
}

function note(seen: Map<string, Seen>, setting: WrittenSetting, root: string): void {
  const key = `${setting.kind}\u0000${placeOf(setting.at)}\u0000${setting.name}`;
  const known = seen.get(key) ?? { setting, roots: new Set<string>(), isRead: false };
  known.roots.add(root);
  known.isRead ||= setting.readers > 0;
  known.setting = withPlaces(known.setting, setting.givenAt ?? []);
  seen.set(key, known);
}

/** The calls of every root that give a variable of a shared module its value. */
function withPlaces(setting: WrittenSetting, more: readonly SourceRange[]): WrittenSetting {
  if (more.length === 0) return setting;
  const all = new Map([...(setting.givenAt ?? []), ...more].map((at) => [placeOf(at), at]));
  return { ...setting, givenAt: [...all.values()].sort(byKey(placeOf)) };
}

function placeOf(at: WrittenSetting['at']): string {
  return `${at.file}\u0000${String(at.start).padStart(9, '0')}`;
}
