import { namesLastingEnvironment } from '../../../core/environment-names.ts';
import type { StackFacts } from '../../../core/facts/code.ts';
import { ruleId } from '../../../core/id.ts';
import { sortedUnique } from '../../../core/order.ts';
import type { WorkspaceUse } from '../../../core/stack-code.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

export const rule: Rule = {
  id: ruleId('iac/workspace-as-environment'),
  title: 'Environments are workspaces, so they cannot have different module versions',
  appliesTo: ['stack'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const facts = rootOf(component, context);
    return isNotApplicable(facts) ? facts : judge(facts);
  },
};

function judge({ code, rootName }: StackFacts): Outcome {
  const uses = code.workspaceUses;
  if (uses.length === 0) return pass;
  if (code.role === 'example' || code.role === 'test') return notApplicable(code.roleBecause);
  if (code.backend?.type === 'cloud' || code.backend?.type === 'remote') {
    return notApplicable('cloud workspaces have one configuration version each');
  }
  const settings = uses.filter((use) => use.decides === 'settings');
  const words = sortedUnique(settings.flatMap((use) => use.environments));
  const environments = words.filter(namesLastingEnvironment);
  if (environments.length > 0) return failed(rootName, uses, environments);
  if (settings.length > 0 && words.some((word) => word !== 'default')) {
    return notApplicable(`its workspaces are not environments: ${listed(words)}`);
  }
  return unknown(doubtOf(rootName, settings));
}

function failed(rootName: string, uses: readonly WorkspaceUse[], environments: readonly string[]): Outcome {
  return {
    status: 'fail',
    problem:
      `A new module version reaches every environment of ${rootName} with the same commit, and a wrong ` +
      'workspace applies to the wrong one: terraform.workspace chooses the settings of ' +
      `${listed(environments)}.`,
    evidence: uses.map((use) => textEvidence(`${oneLine(use.text)} (${says(use)})`, use.at)),
    remedies: [
      {
        title: 'Give each environment a folder or a variable file and a state of its own',
        safety: 'review',
        caution: 'The state of every workspace has to be moved once.',
        intents: [],
      },
    ],
  };
}

function says({ decides, environments }: WorkspaceUse): string {
  if (decides === 'name') return 'only a name';
  return environments.length === 0 ? 'chooses settings' : `distinguishes ${environments.join(', ')}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 97)}…` : line;
}

function doubtOf(rootName: string, settings: readonly WorkspaceUse[]): Unknown {
  const detail =
    settings.length === 0
      ? `terraform.workspace only stands in names of ${rootName}`
      : `terraform.workspace chooses settings of ${rootName}, and no workspace is named in the text`;
  return new Unknown({ reason: 'not-in-inputs', detail, settledBy: `the workspaces of ${rootName}` });
}
