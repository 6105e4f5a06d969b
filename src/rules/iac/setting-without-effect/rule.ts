import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { WrittenSetting } from '../../../core/stack-code.ts';
import type { Failed, Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass } from '../../outcome.ts';
import { counted, isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

const MOST_LINES = 30;

export const rule: Rule = {
  id: ruleId('iac/setting-without-effect'),
  title: 'This setting is written down and changes nothing',
  appliesTo: ['stack', 'repository'],
  severity: 'low',
  consequence: 'none',
  environments: 'any',
  check(component, context) {
    const { repositoryFacts } = component.facts;
    if (repositoryFacts) {
      const folders = repositoryFacts.settings;
      if (folders.length === 0) {
        return notApplicable('no text that several roots share sets anything in vain');
      }
      return folders.flatMap(({ folder, settings }) => judge(settings, folder));
    }
    const facts = rootOf(component, context);
    if (isNotApplicable(facts)) return facts;
    const { role, roleBecause } = facts.code;
    if (role === 'example' || role === 'test') return notApplicable(roleBecause);
    if (facts.code.resourceBlocks === 0 && facts.code.moduleCalls.length === 0) {
      return notApplicable('it manages nothing');
    }
    if (facts.unreadSettings.length === 0) return pass;
    return judge(facts.unreadSettings, facts.rootName);
  },
};

// Words of protections that people rely on without looking again.
const PROMISES = new RegExp(
  '(^|_)(protect\\w*|encrypt\\w*|backups?|retention|tls|ssl|waf|multi_az|firewall|audit|snapshots?' +
    '|kms|mfa|versioning|restrict\\w*|deny|recovery|failover|rotat\\w*|prevent\\w*|immutab\\w*|guard\\w*' +
    '|replicas?|redundan\\w*|allowlist|whitelist)(_|$)',
  'i',
);

// What only names a thing promises nothing.
const NAMING = /_(arn|arns|id|ids|name|names|url|prefix)$/;

function promises({ name }: WrittenSetting): boolean {
  return PROMISES.test(lastStep(name)) && !NAMING.test(lastStep(name));
}

/** Each setting that promises a protection by itself, the rest of a folder's text as one. */
function judge(settings: readonly WrittenSetting[], place: string): readonly Outcome[] {
  const promising = settings.filter(promises);
  const clutter = settings.filter((setting) => !promising.includes(setting) && !setting.maybeReadElsewhere);
  const outcomes = [...groupedBy(promising, ({ name }) => lastStep(name)).values()].map((group) =>
    promised(group, place),
  );
  if (clutter.length > 0) outcomes.push(cluttered(clutter, place));
  return outcomes.length > 0 ? outcomes : [notApplicable('what nothing else reads may be read by a script')];
}

type Groups = ReadonlyMap<string, readonly WrittenSetting[]>;

function groupedBy(settings: readonly WrittenSetting[], keyOf: (setting: WrittenSetting) => string): Groups {
  const groups = new Map<string, WrittenSetting[]>();
  for (const setting of settings) {
    const known = groups.get(keyOf(setting));
    if (known) known.push(setting);
    else groups.set(keyOf(setting), [setting]);
  }
  return groups;
}

/** Leaves of the same name in the entries of one map are one setting: `databases.*.backup_days`. */
function shownName({ kind, name }: WrittenSetting): string {
  const steps = name.split('.');
  if (kind !== 'map-leaf' || steps.length < 3) return name;
  const root = steps[0] === 'local' || steps[0] === 'module' ? `${steps[0]}.${steps[1]}` : steps[0];
  return `${root}.*.${lastStep(name)}`;
}

function lastStep(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function promised(group: readonly WrittenSetting[], place: string): Outcome {
  const name = listed([...groupedBy(group, shownName).keys()], 3);
  const key = `${place} ${lastStep(group[0]?.name ?? '')}`;
  if (group.every((setting) => setting.maybeReadElsewhere)) {
    const detail = `${name} of ${place} is read by no resource; a script or pipeline has a word of that name`;
    const doubt = new Unknown({ reason: 'rule-question', detail, settledBy: `what reads ${name}` });
    return { status: 'unknown', key, because: [doubt] };
  }
  return {
    ...failure(group),
    key,
    problem: `Whoever relies on ${name} of ${place} is not protected by it: nothing reads it.`,
    severity: 'medium',
  };
}

function cluttered(settings: readonly WrittenSetting[], place: string): Outcome {
  const names = [...groupedBy(settings, shownName).keys()];
  const verb = names.length === 1 ? 'changes nothing' : 'change nothing';
  return {
    ...failure(settings),
    key: place,
    problem:
      `Whoever edits ${listed(names, 3)} of ${place} edits nothing: ` +
      `${counted(names.length, 'setting')} ${verb}.`,
  };
}

function failure(settings: readonly WrittenSetting[]): Omit<Failed, 'problem'> {
  return {
    status: 'fail',
    evidence: settings.flatMap(linesOf).slice(0, MOST_LINES),
    remedies: [
      {
        title: 'Pass the value to the argument its name promises, or remove it',
        safety: 'review',
        caution: 'A value that begins to have an effect changes resources: read the plan.',
        intents: [],
      },
    ],
  };
}

function linesOf(setting: WrittenSetting): readonly Evidence[] {
  const given = (setting.givenAt ?? []).map((at) =>
    textEvidence(`${setting.name} is given a value here`, at),
  );
  return [textEvidence(says(setting), setting.at), ...given];
}

function says({ kind, name, copies }: WrittenSetting): string {
  if (copies !== undefined) return `${name} is declared in ${copies} roots, and nothing there reads it`;
  switch (kind) {
    case 'variable-file-value':
      return `${name} is set, and no variable of that name is declared or read`;
    case 'variable':
      return `variable ${name} is declared, and nothing reads it`;
    case 'local':
      return `${name} is computed, and nothing reads it`;
    case 'map-leaf':
      return `${name} is written, and nothing reads it`;
    case 'module-argument':
      return `the module declares variable ${name} and never reads it`;
  }
}
