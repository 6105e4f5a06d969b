import type { UnreadSettings } from '../../../core/facts/code.ts';
import type { SourceRange } from '../../../core/location.ts';
import { byKey } from '../../../core/order.ts';
import { folderOf } from '../../../core/path.ts';
import type { Stack } from '../../../core/resource.ts';
import type { WrittenSetting } from '../../../core/stack-code.ts';

// So many roots that declare one name alike got it from one template, where it is corrected once.
const COPIES_OF_A_TEMPLATE = 5;

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
    const folder = folderOf(setting.at.file);
    const [only] = roots;
    const owner =
      roots.size === 1 && (folder === only || setting.at.file.includes('.tfvars')) ? only : undefined;
    const group = owner === undefined ? shared : byRoot;
    const key = owner ?? folder;
    const known = group.get(key);
    if (known) known.push(setting);
    else group.set(key, [setting]);
  }
  const copied = copiedSettings([...byRoot.values()].flat());
  return {
    ofRoot: (root) => (byRoot.get(root) ?? []).filter((setting) => !copied.has(kindAndName(setting))),
    shared: [
      ...[...shared].map(([folder, settings]) => ({ folder, settings })).sort(byKey(({ folder }) => folder)),
      ...(copied.size > 0 ? [{ folder: 'many roots', settings: [...copied.values()] }] : []),
    ],
  };
}

/** What many roots declare alike and none of these reads: the first place of each, and how many there are. */
function copiedSettings(unread: readonly WrittenSetting[]): ReadonlyMap<string, WrittenSetting> {
  const byName = new Map<string, WrittenSetting[]>();
  for (const setting of unread) {
    if (setting.kind !== 'variable' && setting.kind !== 'local') continue;
    const known = byName.get(kindAndName(setting));
    if (known) known.push(setting);
    else byName.set(kindAndName(setting), [setting]);
  }
  return new Map(
    [...byName].flatMap(([key, settings]): [string, WrittenSetting][] => {
      const [first] = settings;
      const copies = settings.length;
      return first && copies >= COPIES_OF_A_TEMPLATE ? [[key, { ...first, copies }]] : [];
    }),
  );
}

function kindAndName({ kind, name }: WrittenSetting): string {
  return `${kind}\u0000${name}`;
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
