import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import supportData from '../../../data/end-of-life.json' with { type: 'json' };
import { copiesOf } from '../../../src/analyses/availability/copies.ts';
import { availabilityOf } from '../../../src/analyses/availability/availability.ts';
import type { AuditOptions } from '../../../src/audit.ts';
import { audit } from '../../../src/audit.ts';
import { defaultConfig, readConfig } from '../../../src/config/read-config.ts';
import type { Availability } from '../../../src/core/availability.ts';
import type { Component } from '../../../src/core/component.ts';
import type { Files } from '../../../src/core/files.ts';
import type { ComponentId } from '../../../src/core/id.ts';
import type { Report } from '../../../src/core/report.ts';
import { Unknown } from '../../../src/core/value.ts';
import { openFiles } from '../../../src/files/open-files.ts';
import type { Estate } from '../../../src/graph/estate.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import type { Models } from '../../../src/models.ts';
import { modelsOf } from '../../../src/models.ts';
import { makeSupportTable } from '../../../src/rules/support-table.ts';
import { testAssumptions } from '../../support/test-assumptions.ts';

/** Files and what they are audited with. */
export interface Subject {
  readonly name: string;
  readonly folder: string;
  readonly files: Files;
  readonly options: AuditOptions;
}

/** One audit, and the models on which it rests. */
export interface Look {
  readonly report: Report;
  readonly estate: Estate;
  readonly models: Models;
}

/** How many copies of a workload must be left. */
export type Needed = (id: ComponentId) => { readonly atLeast: number; readonly atMost: number } | undefined;

/** A folder, audited as the command does it without flags, in one environment or all of them. */
export function subjectOf(folder: string, environment: string): Subject {
  const files = openFiles({ path: folder, root: folder });
  const file = join(folder, 'whatfails.yaml');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const { config } = text === undefined ? { config: defaultConfig } : readConfig('whatfails.yaml', text);
  const options: AuditOptions = {
    target: '.',
    load: { ...defaultLoadOptions, baseSets: 'when-alone' },
    environment,
    corrections: config.environments,
    declared: config.declared,
    stack: undefined,
    given: [],
    asOf: '2026-11-01',
    settings: { ...config.settings, stage: 'growth' },
    accepts: config.accepts,
    known: new Set(),
    areas: [],
    support: makeSupportTable(supportData),
    assumptions: testAssumptions,
    version: '0',
    edition: config.edition,
  };
  return { name: basename(folder), folder, files, options };
}

/** Audits files from nothing; remedies are tried only where predictions are wanted. */
export function lookAt({ options }: Subject, files: Files, areRemediesTried: boolean): Look {
  const { report, estate, choices } = audit(files, { ...options, areRemediesTried });
  const isWanted = ({ stack }: Component): boolean =>
    stack === undefined || choices.get(stack)?.chosen === true;
  return { report, estate, models: modelsOf({ estate, assumptions: testAssumptions, isWanted }) };
}

/**
 * The copies that must be left as a look at the text before tells them: what carries the load does not
 * become less because a remedy adds a copy. A new audit knows only the text, and takes the copies that it
 * finds for those that are needed.
 */
export function neededIn({ models, estate }: Look): Needed {
  const components = new Map(estate.components.map((one) => [one.id, one]));
  return (id) => {
    const component = components.get(id);
    if (!component) return undefined;
    const needed = models.capacity().ofWorkload(id)?.needed;
    if (needed && !Unknown.is(needed.atMost)) return { atLeast: needed.atLeast, atMost: needed.atMost };
    const count = copiesOf(component);
    return typeof count === 'number' && count > 0 ? { atLeast: 1, atMost: count } : undefined;
  };
}

/** The availability of what was read, with the same copies needed as before a change. */
export function withNeeded({ models, estate }: Look, needed: Needed): Availability {
  return availabilityOf({ estate, journeys: models.journeys(), assumptions: testAssumptions, needed });
}
