import { secretEstate } from './hostile-estate-secrets.ts';
import { NAMES, REFERENCES, VALUES } from './hostile-estate-values.ts';
import { estate } from './hostile-estate.ts';
import type { HostileInput } from './hostile-files.ts';
import { mutated, pick } from './hostile-files.ts';
import { randomNumbers } from './random-numbers.ts';

type Below = (below: number) => number;
type Texts = Record<string, string>;

/** A shop as one system with a few things broken, the same for the same seed; at times one of the `seeds`. */
export function hostileEstate(seed: number, seeds: readonly Readonly<Texts>[]): HostileInput {
  const below = randomNumbers(seed);
  const other = seeds.length > 0 && below(4) === 0 ? pick(seeds, below) : undefined;
  const texts: Texts = { ...(other ?? estate) };
  for (let left = 1 + below(8); left > 0; left -= 1) {
    const paths = Object.keys(texts);
    if (paths.length === 0) break;
    breakOne(texts, pick(paths, below), below);
  }
  return { files: { ...texts, ...(other ? {} : secretEstate) }, plan: undefined, state: undefined };
}

function breakOne(texts: Texts, path: string, below: Below): void {
  const text = texts[path] ?? '';
  switch (below(8)) {
    case 0:
      texts[path] = mutated(text, below);
      return;
    case 1:
      texts[path] = withReference(text, path, Object.keys(texts), below);
      return;
    case 2:
      moved(texts, path, below);
      return;
    case 3:
      renamed(texts, below);
      return;
    default:
      texts[path] = withValue(text, below);
  }
}

/** The value of one line, or of one key in it, is another. */
function withValue(text: string, below: Below): string {
  const places = [...text.matchAll(/(?<=: |- |\[|, |= |")[^\s,[\]{}"][^\n,[\]{}"]*|(?<=:) (?=\n)/g)];
  if (places.length === 0) return text + pick(VALUES, below);
  const place = pick(places, below);
  return text.slice(0, place.index) + pick(VALUES, below) + text.slice(place.index + place[0].length);
}

/** One more entry that names a file: itself, what uses it, what is outside. */
function withReference(text: string, path: string, paths: readonly string[], below: Below): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const target = pick(paths, below);
  const folder = target.slice(0, Math.max(0, target.lastIndexOf('/')));
  const named = pick(
    [target, `./${target}`, `${up}${target}`, `${up}${folder}`, path, '.', '..', ...OUTSIDE],
    below,
  );
  return `${text}\n${pick(REFERENCES, below).replaceAll('PATH', () => JSON.stringify(named))}\n`;
}

const OUTSIDE = [
  '../../../../etc/passwd',
  '/etc/passwd',
  'file:///etc/passwd',
  '..\\..\\x',
  '~/.ssh/id',
  '%2e%2e/x',
];

/** A file stands elsewhere, twice, or not at all. */
function moved(texts: Texts, path: string, below: Below): void {
  const to = pick([...Object.keys(texts), ...ELSEWHERE], below);
  const text = texts[path] ?? '';
  switch (below(3)) {
    case 0:
      delete texts[path];
      break;
    case 1:
      texts[to] = text;
      break;
    default:
      texts[to] = `${texts[to] ?? ''}\n---\n${text}`;
  }
}

const ELSEWHERE = [
  '__proto__/compose.yaml',
  'constructor/catalog-info.yaml',
  'a\nb/\u001b[2J.github/workflows/x.yml',
  '.github/workflows/\u202egpj.yml',
  'x"><script>alert(1)</script>/compose.yaml',
  'examples/compose.yaml',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
];

/** One thing has a hostile name in every file, so that joins meet it too. */
function renamed(texts: Texts, below: Below): void {
  const [from, to] = [
    pick(['orders', 'refunds', 'orders-db', 'queue', 'checkout', 'night'], below),
    pick(NAMES, below),
  ];
  for (const [path, text] of Object.entries(texts)) texts[path] = text.replaceAll(from, () => to);
}
