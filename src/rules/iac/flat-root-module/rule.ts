import type { StackFacts } from '../../../core/facts/code.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { FileSize } from '../../../core/stack-code.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { counted, isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

const MOST_BLOCKS = 60;
const MOST_LINES = 400;
const FEWEST_BLOCKS = 20;
// Where one kind makes up most of a root, the root is a list, and a list needs no modules.
const LIST_SHARE = 0.7;

export const rule: Rule = {
  id: ruleId('iac/flat-root-module'),
  title: 'One flat root module holds everything, so every change touches everything',
  appliesTo: ['stack'],
  severity: 'medium',
  consequence: 'toil',
  environments: 'any',
  check(component, context) {
    const facts = rootOf(component, context);
    return isNotApplicable(facts) ? facts : judge(facts);
  },
};

function judge(facts: StackFacts): Outcome {
  const { code, rootName } = facts;
  if (code.moduleCalls.length > 0) return pass;
  if (code.hasSyntaxErrors) return unknown(unreadable(rootName));
  if (code.role === 'example' || code.role === 'test') return notApplicable(code.roleBecause);
  const files = code.files.filter((file) => !file.isGenerated);
  const blocks = files.reduce((sum, file) => sum + file.resourceBlocks, 0);
  if (blocks < FEWEST_BLOCKS) {
    return blocks === code.resourceBlocks ? pass : notApplicable('its files are generated');
  }
  const [most] = code.resourceTypes;
  if (most && most.blocks >= code.resourceBlocks * LIST_SHARE) {
    return notApplicable(`it is a list of ${most.type}`);
  }
  const long = files.filter((file) => file.resourceLines > MOST_LINES);
  if (blocks <= MOST_BLOCKS && long.length === 0) return pass;
  return failed(facts, blocks, long);
}

function unreadable(rootName: string): Unknown {
  const detail = `some files of ${rootName} cannot be parsed`;
  return new Unknown({
    reason: 'evaluation-error',
    detail,
    settledBy: `files of ${rootName} without syntax errors`,
  });
}

function failed(
  { code, rootName, largestGroup }: StackFacts,
  blocks: number,
  long: readonly FileSize[],
): Outcome {
  const because =
    blocks > MOST_BLOCKS
      ? `${blocks} resource blocks stand in one module`
      : `${long[0]?.file ?? ''} holds ${long[0]?.resourceLines ?? 0} lines of resources`;
  return {
    status: 'fail',
    problem:
      `Every change of ${rootName} plans everything in it, and a mistake can reach all of it: ${because}, ` +
      'and no module is called.',
    evidence: [
      textEvidence(
        `${counted(blocks, 'resource block')} of ${counted(code.resourceTypes.length, 'kind')}`,
        undefined,
      ),
      ...[...code.files]
        .sort((a, b) => b.resourceLines - a.resourceLines)
        .slice(0, 3)
        .map(fileEvidence),
      textEvidence(
        `most frequent: ${listed(code.resourceTypes.map(({ type, blocks: count }) => `${count} ${type}`))}`,
        undefined,
      ),
      ...groupEvidence(largestGroup),
    ],
    remedies: [
      {
        title: 'Move groups of resources that change together into modules, or into roots of their own',
        safety: 'review',
        caution: 'Write moved blocks, so that nothing is destroyed.',
        intents: [],
      },
    ],
  };
}

function fileEvidence({ file, resourceBlocks, resourceLines }: FileSize): Evidence {
  const says = `${counted(resourceBlocks, 'resource block')}, ${counted(resourceLines, 'line')}`;
  return textEvidence(says, { file, start: 0, end: 0 });
}

function groupEvidence(group: readonly string[]): readonly Evidence[] {
  if (group.length < 3) return [];
  const says = `${group.length} of them belong together and could become a module: ${listed(group)}`;
  return [textEvidence(says, undefined)];
}
