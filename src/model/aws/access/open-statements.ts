import type { OpenStatement } from '../../../core/facts/identity.ts';
import type { Policy, Statement } from '../../../core/facts/policy.ts';
import { symbolicText } from '../../../core/partial-text.ts';
import { matchesPattern } from '../../../core/pattern.ts';
import { Unknown } from '../../../core/value.ts';
import { isLimited } from './assumers.ts';

const READS = ['s3:getobject', 's3:getobjectversion'];
const LISTS = ['s3:listbucket', 's3:listbucketversions'];
const WRITES = [
  's3:putobject',
  's3:deleteobject',
  's3:deleteobjectversion',
  's3:putobjectacl',
  's3:putbucketpolicy',
  's3:putbucketacl',
  's3:deletebucket',
];

/** The statements of a policy that let in everyone who asks. */
export function openStatements(policy: Policy): readonly OpenStatement[] {
  return policy.statements.filter(isForEveryone).map(({ sid, actions, conditions, at }) => {
    const texts = Unknown.is(actions.items) ? [] : actions.items.map(symbolicText);
    const allows = (names: readonly string[]): boolean =>
      actions.inverted ||
      names.some((name) => texts.some((text) => matchesPattern(text.toLowerCase(), name)));
    return {
      name: sid,
      actions: texts,
      reads: allows(READS),
      writes: allows(WRITES),
      lists: allows(LISTS),
      limited: isLimited(conditions),
      at,
    };
  });
}

function isForEveryone({ effect, principals }: Statement): boolean {
  if (effect === 'deny' || !principals) return false;
  if (principals.inverted) return true;
  return !Unknown.is(principals.items) && principals.items.some(({ kind }) => kind === 'everyone');
}
