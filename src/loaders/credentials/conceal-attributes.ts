import type { Data, DataObject } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Sensitive } from '../../core/value.ts';
import { concealed } from '../../core/conceal-text.ts';
import { formatMatches } from './secret-formats.ts';
import { cannotBeCredential, namesCredential } from './secret-names.ts';

/**
 * What a file states, with every text hidden that is, or may be, a credential: lists of what was read are
 * pasted into tickets, and here a text too many is hidden rather than one too few.
 */
export function concealAttributes(
  attributes: DataObject,
  secrets: ReadonlySet<string> = new Set(),
): DataObject {
  return concealedObject(attributes, { isNamed: false, depth: 0, secrets });
}

interface Inside {
  /** Whether a key above is called like a credential. */
  readonly isNamed: boolean;
  readonly depth: number;
  /** Texts that are known to be credentials. */
  readonly secrets: ReadonlySet<string>;
}

// What is deeper was not written by people.
const MAX_DEPTH = 100;

function concealedData(data: Data, inside: Inside): Data {
  if (inside.depth > MAX_DEPTH) return new Sensitive(null);
  if (typeof data === 'string') return isHidden(data, inside) ? new Sensitive(data) : data;
  if (isDataList(data)) return concealedList(data, { ...inside, depth: inside.depth + 1 });
  return isDataObject(data) ? concealedObject(data, inside) : data;
}

/** Words of a command: the one behind a flag for a credential is one. */
function concealedList(list: readonly Data[], inside: Inside): readonly Data[] {
  return list.map((item, index) => {
    const before = list[index - 1];
    const isValue = typeof before === 'string' && FLAG.test(before) && !/^[-$]/.test(scalarText(item) ?? '');
    return concealedData(item, { ...inside, isNamed: inside.isNamed || isValue });
  });
}

const FLAG = /^--?[\w-]{0,40}(?:pass|password|token|secret|api-key|credentials?)$/i;

function concealedObject(data: DataObject, { isNamed, depth, secrets }: Inside): DataObject {
  const named = data['name'] ?? data['key'];
  const isPair = typeof named === 'string' && namesSecret(named);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const holds = isNamed || namesSecret(key) || (isPair && key !== 'name' && key !== 'key');
      return [key, concealedData(value, { isNamed: holds, depth: depth + 1, secrets })];
    }),
  );
}

// What receivers and registries call their credentials, beside the names that end in such a word.
const MORE_NAMES = /(?:^|_)(?:pass|auth|routing_key|service_key|integration_key|webhook_?url|api_url)$/i;

function namesSecret(name: string): boolean {
  // `shop.example/token`: what stands before the slash says whose it is.
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.length < 200 && (namesCredential(last) || MORE_NAMES.test(last));
}

function isHidden(text: string, { isNamed, secrets }: Inside): boolean {
  for (const secret of secrets) if (text.includes(secret)) return true;
  if (isNamed && (text.startsWith('http') || !cannotBeCredential(text))) return true;
  return (
    IN_TEXT.some((pattern) => pattern.test(text)) ||
    concealed(text) !== text ||
    formatMatches(text).length > 0
  );
}

// Credentials among the words of commands and settings; what is filled in later begins with `$`, `{` or `<`.
const VALUE = String.raw`["']?[^\s$"'{}()<>*\\|&;-][^\s"']{5,}`;
const IN_TEXT: readonly RegExp[] = [
  new RegExp(`(?:pass(?:word|wd|phrase)?|pwd|token|secret|api_?key)["']?(?:\\s?[=:]\\s?|\\s)${VALUE}`, 'i'),
  /\s(?:-p|-u|--user|--requirepass|-a)[ =]?["']?[^\s$"'{}<>-][^\s$"'{}<>]{5,}/,
  /\b(?:bearer|basic)\s+[^\s$"'{}<>]{8,}/i,
];
