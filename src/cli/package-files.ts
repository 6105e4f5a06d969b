import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SupportTable } from '../core/rule.ts';
import { makeSupportTable } from '../rules/support-table.ts';
import { packageRoot } from './version.ts';

/**
 * Support dates that ship with the package. Their day is what an audit takes as today unless told otherwise.
 */
export function supportTable(): SupportTable {
  const data: unknown = JSON.parse(readFileSync(join(packageRoot(), 'data/end-of-life.json'), 'utf8'));
  return makeSupportTable(data);
}

/** The numbers of availability that ship with the package, as `makeAssumptions` reads them. */
export function availabilityData(): unknown {
  return JSON.parse(readFileSync(join(packageRoot(), 'data/availability.json'), 'utf8'));
}

/** The page of a rule: beside its source, else beside the bundle. */
export function rulePage(rule: string): string | undefined {
  const root = packageRoot();
  const file = [join(root, 'src/rules', rule, 'rule.md'), join(root, 'dist/rules', `${rule}.md`)].find(
    (path) => existsSync(path),
  );
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}
