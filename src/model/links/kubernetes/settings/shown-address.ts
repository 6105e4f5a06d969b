import type { Data, Value } from '../../../../core/value.ts';
import { scalarText, Sensitive, Unknown } from '../../../../core/value.ts';

/** Of a secret only where it leads; of an unknown one only the resources that it is made of. */
export function secretText(key: string, value: Data | undefined): Value<string> | undefined {
  const shown = Sensitive.is(value) ? value.reveal() : value;
  if (Unknown.is(shown)) {
    const { reason, detail, settledBy, refs } = shown;
    return new Unknown({ reason, detail, settledBy, refs });
  }
  const text = scalarText(shown);
  return text === undefined ? undefined : shownAddress(key, text);
}

/**
 * The part of a kept secret that tells where something is, and how it is asked: scheme, host and port, and
 * the settings of encryption. Nothing else of it leaves; undefined where no such part is certain.
 */
function shownAddress(name: string, text: string): string | undefined {
  const value = text.trim();
  if (value.length > LONGEST_ADDRESS || /[\n\r]/.test(value)) return undefined;
  return ofUrl(value) ?? ofGoDriver(value) ?? ofPairs(value) ?? ofHost(name, value);
}

const LONGEST_ADDRESS = 2000;

const HOSTS = /^[A-Za-z0-9._-]+(?::\d{1,5})?(?:,[A-Za-z0-9._-]+(?::\d{1,5})?)*$/;

/** `postgres://orders:…@orders-db:5432/orders?sslmode=disable` without user, password and database. */
function ofUrl(text: string): string | undefined {
  const [, scheme, rest] = /^((?:jdbc:)?[a-z][a-z0-9+.-]*:\/\/)(.*)$/i.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return undefined;
  // A password may hold any sign: what stands behind the last @ is certainly not part of it.
  const host = /^[^/?#;]*/.exec(rest.slice(rest.lastIndexOf('@') + 1))?.[0] ?? '';
  if (!HOSTS.test(host)) return undefined;
  const switches = [
    ...rest.matchAll(/[?&;](sslmode|ssl|tls|useSSL|encrypt|trustServerCertificate)=([\w-]{1,16})/gi),
  ];
  const query = switches.map(([, key, value]) => `${key}=${value}`).join('&');
  return `${scheme}${host}${query === '' ? '' : `/?${query}`}`;
}

/** `orders:…@tcp(orders-db:3306)/orders`. */
function ofGoDriver(text: string): string | undefined {
  const host = /@tcp\(([^()]+)\)/.exec(text)?.[1];
  return host !== undefined && HOSTS.test(host) ? `tcp(${host})` : undefined;
}

const SHOWN_KEYS =
  /(?:^|[\s;])((?:host|server|data source|port|ssl ?mode|encrypt|trustservercertificate)\s*=\s*[^\s;]+)/gi;

/** `host=orders-db port=5432 password=…`, `Server=orders-db;Password=…`. */
function ofPairs(text: string): string | undefined {
  if (!/(?:^|[\s;])(?:host|server|data source)\s*=/i.test(text)) return undefined;
  const parts = [...text.matchAll(SHOWN_KEYS)].map(([, pair = '']) => pair);
  return parts.every((pair) => /^[\w .]+=\s*(?:tcp:)?[\w.,:-]+$/i.test(pair)) ? parts.join(';') : undefined;
}

const NAMES_A_HOST = /(?:host(?:name)?|addr(?:ess)?|endpoint|url|uri|server|broker)s?$/i;

function ofHost(name: string, text: string): string | undefined {
  const isHost = NAMES_A_HOST.test(name) && HOSTS.test(text);
  return isHost && /[a-z]/i.test(text) ? text : undefined;
}
