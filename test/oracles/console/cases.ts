import { readFileSync } from 'node:fs';

/** The expressions of `expressions.txt` by group, with pools put in. */
export function caseGroups(): ReadonlyMap<string, readonly string[]> {
  const pools = new Map<string, string[]>();
  const groups = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of readFileSync('test/oracles/console/expressions.txt', 'utf8').split('\n')) {
    if (line === '' || line.startsWith(';')) continue;
    const heading = /^([@#]) ?(.+)$/.exec(line);
    if (heading) {
      current = [];
      (heading[1] === '@' ? pools : groups).set(heading[2] ?? '', current);
    } else current.push(line);
  }
  return new Map(
    [...groups].map(([group, lines]) => [group, distinct(lines.flatMap((line) => expand(line, pools)))]),
  );
}

function distinct(expressions: readonly string[]): readonly string[] {
  return [...new Set(expressions)];
}

function expand(line: string, pools: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const [, template = '', step = '1'] = /^(.*?)(?: ## (\d+))?$/.exec(line) ?? [];
  return combinations(template, pools).filter((_, index) => index % Number(step) === 0);
}

function combinations(template: string, pools: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const place = /\{\{(\w+)\}\}/.exec(template);
  if (place === null) return [template];
  const pool = pools.get(place[1] ?? '');
  if (pool === undefined) throw new Error(`there is no pool for ${place[0]}`);
  const before = template.slice(0, place.index);
  const rest = combinations(template.slice(place.index + place[0].length), pools);
  return pool.flatMap((value) => rest.map((after) => before + value + after));
}
