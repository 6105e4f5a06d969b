import type { Component } from '../../../core/component.ts';
import type { Alert } from '../../../core/facts/alerting.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { alertWords, isDrill, notForPeople, sharedPlace } from '../../alerts.ts';
import { habitFinder } from '../../habits.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** A page without a word on what to do. */
export const rule: Rule = {
  id: ruleId('ownership/alert-without-runbook'),
  title: 'The person paged at night gets no hint what to do',
  appliesTo: ['alarm'],
  severity: 'low',
  consequence: 'toil',
  environments: 'any',
  check(component, context): Outcome {
    const { alert } = component.facts;
    if (!alert || !WITH_LINKS.has(alert.platform)) return notApplicable('it has no place for a link');
    if (alert.isPage === false) return notApplicable(alert.pageBecause);
    const why = notForPeople(alert, component.name);
    if (why !== undefined || isDrill(alert, component.name)) return notApplicable(why ?? 'it is a drill');
    const { runbook } = alert;
    if (runbook && !Unknown.is(runbook.value) && alert.runbookMissing === undefined) return pass;
    const doubt = Unknown.is(alert.isPage) ? alert.isPage : runbook?.value;
    if (Unknown.is(doubt)) return { ...unknown(doubt), at: sharedPlace(component, context) };
    return alert.runbookMissing === undefined
      ? without(component, context)
      : dangling(component, alert.runbookMissing);
  },
};

const WITH_LINKS: ReadonlySet<Alert['platform']> = new Set(['prometheus', 'cloudwatch']);

/** All alerts of a file that lack one are one habit, told by the first. */
const habitOf = habitFinder((one) => {
  const { alert } = one.facts;
  return alert !== undefined && alert.isPage === true && !alert.runbook && !notForPeople(alert, one.name);
});

function without(component: Component, context: RuleContext): Outcome {
  const { speaker, members } = habitOf(component, context);
  const [resource] = speaker.resources;
  const who = alertWords(members.map(({ name }) => name));
  const because = component.facts.alert?.pageBecause ?? '';
  const many = new Set(members.map(({ name }) => name)).size > 1;
  return {
    status: 'fail',
    problem: `Who is woken by ${who} is not told what to do: ${many ? 'they name' : 'it names'} no runbook.`,
    evidence: [
      {
        says: `${component.name} wakes people (${because}) and has no link to a runbook`,
        at: component.facts.alert?.at,
      },
      ...ownersOf(component, context),
    ],
    remedies: remediesOf(component, 'add-runbook'),
    cause: resource && { resource, path: [] },
  };
}

function dangling(component: Component, path: string): Outcome {
  const [at] = component.facts.alert?.runbook?.at ?? [];
  return {
    status: 'fail',
    problem: `Who is woken by ${component.name} finds no page: ${path} does not exist.`,
    evidence: [{ says: `the runbook is ${path}`, at }],
    remedies: remediesOf(component, 'add-runbook'),
    cause: at,
  };
}

/** Who answers for what it watches. */
function ownersOf({ facts }: Component, context: RuleContext): readonly Evidence[] {
  for (const id of facts.alert?.watches ?? []) {
    const { name, facts: watched } = context.component(id);
    const owner = watched.ownership?.owner;
    if (owner !== undefined) return [{ says: `${owner} answers for ${name}, which it watches` }];
  }
  return [];
}
