import type { Assumptions } from '../core/assumption.ts';
import type { Component } from '../core/component.ts';
import type { Formula } from '../core/fault-tree.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Estate } from '../graph/estate.ts';
import { modelsOf } from '../models.ts';
import { writeOpenPsa } from '../syntax/open-psa/write.ts';
import { journeysNamed } from './graph-focus.ts';

export interface ModelInput {
  readonly estate: Estate;
  readonly assumptions: Assumptions;
  /** One journey; all of them where it is undefined. */
  readonly journey: string | undefined;
  readonly target: string;
  isWanted(component: Component): boolean;
}

/** Journeys as fault trees in the OpenPSA format: one top for each, over the same events. */
export function modelText({ estate, assumptions, journey, target, isWanted }: ModelInput): string {
  const models = modelsOf({ estate, assumptions, isWanted });
  const all = models.journeys();
  const wanted = journey === undefined ? all : journeysNamed(all, journey);
  const gates = new Map<string, Formula>();
  const events = new Map<string, number>();
  const labels = new Map<string, string>();
  const tops: string[] = [];
  for (const { name } of wanted) {
    const model = models.availability().model(name);
    // A journey that nothing can stop has no tree.
    if (!model || model.tree.events.size === 0) continue;
    tops.push(model.top);
    for (const [gate, formula] of model.tree.gates) gates.set(gate, formula);
    for (const [event, probability] of model.tree.events) events.set(event, probability);
    for (const [one, label] of model.labels) labels.set(one, label);
  }
  if (tops.length > 0) return writeOpenPsa({ gates, events }, { name: journey ?? 'journeys', tops, labels });
  const why =
    wanted.length === 0
      ? 'no journey is known: nothing that was read is a public entry, and whatfails.yaml declares none'
      : `${wanted.map(({ name }) => name).join(', ')}: nothing was found behind it that could fail`;
  throw new UsageError(`--format open-psa: ${target}: ${why}.`);
}
