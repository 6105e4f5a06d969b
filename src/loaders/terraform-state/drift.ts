import { withoutKeys } from '../../core/block-address.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { byCodeUnit, byKey } from '../../core/order.ts';
import type { Resource, Stack } from '../../core/resource.ts';
import type { Data, DataObject } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive, Unknown } from '../../core/value.ts';

/**
 * What differs between a root's code and its state: resources only one of them knows, and attributes that are
 * written with a known value and have another one in the state. What the code does not say cannot differ.
 */
export function compare(codeStack: Stack, stateStack: Stack): readonly Diagnostic[] {
  const written = managed(codeStack);
  const existing = managed(stateStack);
  const open = new Set(
    [...written.values()]
      .filter(({ unknownCount }) => unknownCount)
      .map(({ address }) => withoutKeys(address)),
  );
  const isOpen = (address: string): boolean => open.has(withoutKeys(address));
  const found: Diagnostic[] = [];
  for (const resource of written.values()) {
    const state = existing.get(resource.address);
    if (state) found.push(...attributeDrift(resource, state));
    else if (!isOpen(resource.address)) found.push(notInState(resource, stateStack));
  }
  for (const resource of existing.values()) {
    if (!written.has(resource.address) && !isOpen(resource.address)) {
      found.push(notInCode(resource, codeStack));
    }
  }
  return found.sort(byKey(({ code, message }) => `${code}\u0000${message}`));
}

function managed(stack: Stack): ReadonlyMap<string, Resource> {
  return new Map(
    stack.resources.filter(({ mode }) => mode === 'managed').map((resource) => [resource.address, resource]),
  );
}

function notInState(resource: Resource, state: Stack): Diagnostic {
  const message =
    `${resource.address} is written but not in ${nameOf(state)}: it was never applied, or was removed ` +
    'by hand. Apply it, or import it if it exists.';
  return { severity: 'note', code: 'drift-not-in-state', message, at: resource.declaredAt };
}

function notInCode(resource: Resource, code: Stack): Diagnostic {
  const root = code.root === '' ? 'the root folder' : code.root;
  const message =
    `${resource.address} exists but is no longer written in ${root}: the next apply destroys it. ` +
    'Write it again, or add a removed block that keeps it.';
  return { severity: 'warning', code: 'drift-not-in-code', message, at: resource.declaredAt };
}

function nameOf(state: Stack): string {
  return state.id.slice(state.id.indexOf(':') + 1);
}

function attributeDrift(written: Resource, state: Resource): readonly Diagnostic[] {
  const ignored = written.lifecycle?.ignoreChanges ?? [];
  if (ignored.includes('all')) return [];
  return Object.keys(written.attributes)
    .sort(byCodeUnit)
    .flatMap((name) => {
      if (ignored.includes(name)) return [];
      const difference = differenceOf(written.attributes[name], state.attributes[name], name);
      if (!difference) return [];
      const message =
        `${written.address} ${difference.path} is ${shown(difference.state)} in the state and ` +
        `${shown(difference.code)} in the code: the next apply changes it back. ` +
        'Write the value that is wanted.';
      return [{ severity: 'warning', code: 'drift-attribute', message, at: written.declaredAt }];
    });
}

interface Difference {
  readonly path: string;
  readonly code: Data;
  readonly state: Data;
}

/** The first part that is known on both sides and differs. */
function differenceOf(code: Data | undefined, state: Data | undefined, path: string): Difference | undefined {
  if (code === undefined || code === null || Unknown.is(code) || state === undefined || Unknown.is(state)) {
    return undefined;
  }
  if (Sensitive.is(code) || Sensitive.is(state)) {
    const inner = differenceOf(
      Sensitive.is(code) ? code.reveal() : code,
      Sensitive.is(state) ? state.reveal() : state,
      path,
    );
    return inner && { path, code: new Sensitive(null), state: new Sensitive(null) };
  }
  if (isDataObject(code)) return isDataObject(state) ? objectDifference(code, state, path) : undefined;
  if (isDataList(code)) return listDifference(code, state, path);
  if (state !== null && typeof state === 'object') return undefined;
  return sameScalar(code, state) ? undefined : { path, code, state };
}

function objectDifference(code: DataObject, state: DataObject, path: string): Difference | undefined {
  for (const [name, value] of Object.entries(code)) {
    const found = differenceOf(value, state[name], `${path}.${name}`);
    if (found) return found;
  }
  return undefined;
}

/** Sets have no order, so lists are compared only where both are as long, and plain ones as sets. */
function listDifference(code: readonly Data[], state: Data, path: string): Difference | undefined {
  if (!isDataList(state) || code.some((item) => Unknown.is(item))) return undefined;
  const isPlain = [...code, ...state].every((item) => item === null || typeof item !== 'object');
  if (isPlain) {
    const text = (items: readonly Data[]): string => items.map(String).sort().join('\u0000');
    return text(code) === text(state) ? undefined : { path, code, state };
  }
  if (code.length !== 1 || state.length !== 1) return undefined;
  return differenceOf(code[0], state[0], `${path}[0]`);
}

/** Texts that Terraform converts are equal: `"5"` and 5; documents are compared as documents. */
function sameScalar(code: Data, state: Data): boolean {
  if (scalarText(code) === scalarText(state)) return true;
  if (typeof code !== 'string' || typeof state !== 'string') return false;
  const [a, b] = [canonical(code), canonical(state)];
  return a !== undefined && a === b;
}

function canonical(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    // Not a document: the texts differ as they are.
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

function shown(data: Data): string {
  if (Sensitive.is(data)) return 'a hidden value';
  if (data === null) return 'not set';
  if (isDataList(data)) return `[${data.map((item) => (typeof item === 'string' ? item : '…')).join(', ')}]`;
  if (isDataObject(data)) return 'other content';
  return typeof data === 'string' ? `"${data.length > 80 ? `${data.slice(0, 79)}…` : data}"` : String(data);
}
