import { withoutKeys } from '../../../core/block-address.ts';
import { choosesByEnvironment } from '../../../core/environment-names.ts';
import type { Difference } from '../../../core/facts/code.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Resource, Stack } from '../../../core/resource.ts';
import type { WrittenModuleCall } from '../../../core/stack-code.ts';

// Names and domains belong to one environment, and helpers make values for others.
const NAMES_AND_HELPERS =
  /^(random|time|null|local|tls|terraform)_|route53|_dns_|dns_zone|domain_name|certificate|_domain$/;
const WATCHES =
  /alarm|alert|dashboard|pingdom|uptime|budget|subscription|monitor_(metric|action|activity)|health_check/;
// Access for one consumer, and values handed to programs: the system itself is the same.
const HANDS_OVER = /_iam_|_policy$|_access_key$|_parameter$|secret|config_map|service_account|security_group/;

/** Resource types that only one environment has, unless one switch explains them. */
export function compareTypes(own: Stack, other: Stack): readonly Difference[] {
  const found = [...onlyIn(own, other, 'own'), ...onlyIn(other, own, 'other')];
  return found.sort((a, b) => byCodeUnit(a.subject, b.subject));
}

function onlyIn(from: Stack, to: Stack, side: 'own' | 'other'): readonly Difference[] {
  const theirs = byType(to);
  const modules = new Set(to.moduleCalls.map(({ address }) => withoutKeys(address)));
  const switched = [...switchedIn(from), ...switchedIn(to)];
  const groups = new Map<string, Resource[]>();
  for (const [type, resources] of byType(from)) {
    const [first] = resources;
    const isExplained = resources.every(
      (resource) => resource.unknownCount || isSwitched(resource, switched),
    );
    if (!first || theirs.has(type) || isExplained || isExpected(type)) continue;
    // A module that only one side calls is one difference, however many types it brings.
    const call = /^module\.[^.[]+/.exec(first.module)?.[0];
    const subject = call !== undefined && !modules.has(call) ? call : `resource type ${type}`;
    groups.set(subject, [...(groups.get(subject) ?? []), first]);
  }
  return [...groups].flatMap(([subject, [first, ...more]]): readonly Difference[] => {
    if (!first) return [];
    const present =
      more.length === 0 ? `present (${first.address})` : `present (${more.length + 1} resource types)`;
    const place = { range: first.declaredAt };
    return [
      {
        kind: 'type',
        subject,
        weaker: undefined,
        isMinor: false,
        own: side === 'own' ? present : 'missing',
        other: side === 'own' ? 'missing' : present,
        ownPlace: side === 'own' ? place : {},
        otherPlace: side === 'own' ? {} : place,
      },
    ];
  });
}

/** Every environment has names and consumers of its own, and production alone is watched by alarms. */
function isExpected(type: string): boolean {
  return [NAMES_AND_HELPERS, WATCHES, HANDS_OVER].some((expected) => expected.test(type));
}

function byType(stack: Stack): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const resource of stack.resources) {
    if (resource.mode !== 'managed') continue;
    const known = found.get(resource.type);
    if (known) known.push(resource);
    else found.set(resource.type, [resource]);
  }
  return found;
}

/** True when one of these addresses, or a module of that address, holds the resource. */
function isSwitched({ address }: Resource, switched: readonly string[]): boolean {
  return switched.some(
    (start) => address.startsWith(start) && ['', '[', '.'].includes(address.charAt(start.length)),
  );
}

/** Addresses whose existence a count or for_each of the root decides that chooses by environment. */
function switchedIn({ code }: Stack): readonly string[] {
  return code.toggles.flatMap((toggle) =>
    toggle.existence && choosesByEnvironment(toggle) ? [toggle.address] : [],
  );
}

/** Calls of the same name in two folders that get different code. */
export function compareModuleVersions(own: Stack, other: Stack): readonly Difference[] {
  if (own.root === other.root) return [];
  const theirs = new Map(callsOf(other).map((call) => [call.name, call]));
  return callsOf(own).flatMap((call): readonly Difference[] => {
    const counterpart = theirs.get(call.name);
    if (!counterpart || call.pin.kind === 'local' || counterpart.pin.kind === 'local') return [];
    const [ours, others] = [versionOf(call), versionOf(counterpart)];
    if (ours === undefined || others === undefined || ours === others) return [];
    return [
      {
        kind: 'module-version',
        subject: `module ${call.name}`,
        own: ours,
        other: others,
        weaker: undefined,
        isMinor: isNewer(others, ours),
        ownPlace: { range: call.sourceAt },
        otherPlace: { range: counterpart.sourceAt },
      },
    ];
  });
}

/** True when the first version is the later one, number by number. */
function isNewer(version: string, than: string): boolean {
  const numbersIn = (text: string): readonly number[] => (text.match(/\d+/g) ?? []).map(Number);
  const others = numbersIn(than);
  for (const [index, number] of numbersIn(version).entries()) {
    const other = others[index];
    if (other !== undefined && number !== other) return number > other;
  }
  return false;
}

function callsOf(stack: Stack): readonly WrittenModuleCall[] {
  return stack.code.moduleCalls.filter(({ folder }) => folder === stack.root);
}

function versionOf({ source, version, pin }: WrittenModuleCall): string | undefined {
  if (typeof source !== 'string') return undefined;
  if (version === undefined || version === null) return pin.says;
  return typeof version === 'string' ? `version ${version}` : undefined;
}
