/** One line of a file of settings: the steps to it, and what it says. */
export interface FileSetting {
  /** `spring.datasource.url`; of a word before an address, that word: `proxy_pass`. */
  readonly name: string;
  readonly value: string;
}

// A file of settings is short; what is longer is a program, a dashboard or a certificate.
const LONGEST_FILE = 20_000;
const MOST_LINES = 2000;

// Programs and pages that stand in ConfigMaps; what they say is no setting.
const NO_SETTINGS =
  /\.(?:sh|bash|py|js|mjs|ts|lua|sql|html?|css|md|crt|pem|key|rb|pl|go|svg|gotmpl|tpl|png|xsl)$/i;

/**
 * Reads properties, YAML, TOML, JSON, environment files and plain directives line by line: a name, and what
 * stands behind it. What is nested gets the names around it. Nothing is evaluated.
 */
export function fileSettings(file: string, text: string): readonly FileSetting[] {
  if (text.length > LONGEST_FILE || NO_SETTINGS.test(file) || text.startsWith('#!')) return [];
  const found: FileSetting[] = [];
  const above: Above[] = [];
  let section = '';
  for (const line of text.split('\n').slice(0, MOST_LINES)) {
    if (/^\s*(?:#|\/\/|;|--|$)/.test(line)) continue;
    const heading = /^\s*\[+\s*([\w.:"-]+)\s*\]+\s*$/.exec(line)?.[1];
    if (heading !== undefined) {
      section = `${heading.replaceAll('"', '')}.`;
      continue;
    }
    const { indent, name, value, opens } = readLine(line);
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    const before = `${section}${above.map((one) => `${one.name}.`).join('')}`;
    if (opens && name !== '') above.push({ indent, name });
    else if (value !== '')
      found.push({ name: name === '' ? before.slice(0, -1) : `${before}${name}`, value });
  }
  const own = ownNames(text);
  return own.size === 0
    ? found
    : found.filter(({ value }) => !own.has(/^\w+:\/\/([\w.-]+)/.exec(value)?.[1] ?? ''));
}

/** Names that a file gives to groups of servers: `upstream orders {` of nginx. */
function ownNames(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^[ \t]*upstream[ \t]+([\w.-]+)[ \t]*\{/gm)].map(([, name = '']) => name));
}

interface Above {
  readonly indent: number;
  readonly name: string;
}

interface Line extends Above {
  readonly value: string;
  /** True when what follows with more indentation belongs to it. */
  readonly opens: boolean;
}

const PAIR = /^(?:export\s+)?["']?([\w./$-]+)["']?\s*(?:=>|=|:(?=\s|$|["'[{]))\s*(.*)$/;
const DIRECTIVE = /^([\w.-]+)\s+(\S*(?::\/\/|:\d{2,5})\S*?);?(?:\s*\{)?$/;
// `host orders-search`, as Fluentd and its kin say it
const HOST_DIRECTIVE = /^(hosts?|hostname|brokers|endpoint)\s+([a-z0-9][a-z0-9.,-]*)$/;

function readLine(line: string): Line {
  const indent = line.length - line.trimStart().length;
  const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
  const text = (item ?? line).trim();
  // What belongs to an item of a list stands further right than its dash.
  const column = item === undefined ? indent : indent + 1;
  const [, name, rest] = PAIR.exec(text) ?? [];
  if (name !== undefined && rest !== undefined) {
    const value = plain(rest);
    return { indent: column, name, value, opens: value === '' || /^[{[(|>][-+]?$/.test(value) };
  }
  const [, word, address] = DIRECTIVE.exec(text) ?? HOST_DIRECTIVE.exec(text) ?? [];
  if (word !== undefined && address !== undefined) {
    return { indent: column, name: word, value: plain(address), opens: false };
  }
  return { indent: column, name: '', value: item === undefined ? '' : plain(text), opens: false };
}

/** A value without quotes, a trailing comma and a remark behind it. */
function plain(text: string): string {
  const quoted = /^(["'])(.*?)\1[,;]?\s*(?:#.*)?$/.exec(text);
  if (quoted) return quoted[2] ?? '';
  const list = /^\[(.*)\],?\s*(?:#.*)?$/.exec(text)?.[1];
  if (list !== undefined) return list.replace(/["']/g, '').trim();
  return text
    .replace(/\s+#.*$/, '')
    .replace(/[,;]$/, '')
    .trim();
}
