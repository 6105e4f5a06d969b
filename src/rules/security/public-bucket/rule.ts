import type { Component } from '../../../core/component.ts';
import type { ListGrant, OpenStatement, PublicAccessBlock } from '../../../core/facts/identity.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

const BLOCK = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';

/** A bucket whose access list or policy lets in everyone, with nothing above it that shuts them out. */
export const rule: Rule = {
  id: ruleId('security/public-bucket'),
  title: 'Anyone can read or write these objects',
  appliesTo: ['bucket'],
  severity: 'critical',
  consequence: 'exposure',
  environments: 'any',
  check(component, context): Outcome {
    const { listGrants, resourcePolicy } = component.facts;
    if (!listGrants && !resourcePolicy) return notApplicable('nothing states who may use it');
    const openings = [...openLists(component), ...openPolicies(component)];
    const certain = openings.filter(({ open }) => open === true);
    if (certain.length > 0) return judge(component, certain, context);
    const because = openings.flatMap(({ open }) => (Unknown.is(open) ? open : []));
    return because.length > 0 ? unknown(...because) : pass;
  },
};

/** One way in, and whether it is open. */
interface Opening {
  readonly open: Value<boolean>;
  readonly says: string;
  readonly at: Evidence['at'];
  readonly writes: boolean;
  readonly lists: boolean;
}

function openLists({ facts }: Component): readonly Opening[] {
  const { listGrants, publicAccessBlock } = facts;
  if (!listGrants) return [];
  const blocked = blockOf(publicAccessBlock?.value, 'ignoresLists', 'blocksLists');
  if (blocked === true) return [];
  const base = { says: 'the access list', at: listGrants.at[0], writes: false, lists: true };
  if (Unknown.is(listGrants.value)) return [{ ...base, open: listGrants.value }];
  return listGrants.value
    .filter(({ to }) => to === 'everyone' || to === 'any-account')
    .map((grant) => ({
      ...base,
      open: Unknown.is(blocked) ? blocked : true,
      says: listInWords(grant),
      at: grant.at,
      writes: grant.permission !== 'READ' && grant.permission !== 'READ_ACP',
    }));
}

function listInWords({ to, permission }: ListGrant): string {
  const whom = to === 'everyone' ? 'everyone' : 'every account of the provider';
  return `the access list gives ${permission} to ${whom}`;
}

function openPolicies({ facts }: Component): readonly Opening[] {
  const { resourcePolicy, openStatements = [], publicAccessBlock } = facts;
  if (!resourcePolicy) return [];
  const blocked = blockOf(publicAccessBlock?.value, 'restrictsPolicies', 'blocksPolicies');
  if (blocked === true) return [];
  const base = { says: 'the policy', at: resourcePolicy.at[0], writes: false, lists: false };
  if (Unknown.is(resourcePolicy.value)) return [{ ...base, open: resourcePolicy.value }];
  const statements = openStatements
    .filter(({ limited }) => limited !== true)
    .map((statement) => ({
      ...base,
      open: openness(statement, blocked),
      says: `the policy allows ${statement.actions.join(', ')} to everyone`,
      at: statement.at,
      writes: statement.writes,
      lists: statement.lists,
    }));
  return [...statements, ...resourcePolicy.value.unread.map((open) => ({ ...base, open }))];
}

function openness({ limited }: OpenStatement, blocked: Value<boolean>): Value<boolean> {
  if (Unknown.is(limited)) return limited;
  return Unknown.is(blocked) ? blocked : true;
}

function blockOf(
  block: Value<PublicAccessBlock> | undefined,
  ...switches: readonly (keyof PublicAccessBlock)[]
): Value<boolean> {
  if (block === undefined || Unknown.is(block)) return block ?? false;
  const values = switches.map((name) => block[name]);
  return values.includes(true) ? true : (values.find((value) => Unknown.is(value)) ?? false);
}

function judge(component: Component, openings: readonly Opening[], context: RuleContext): Outcome {
  const { isWebsite, publicAccessBlock, bucketRole } = component.facts;
  const writes = openings.some((opening) => opening.writes);
  const lists = openings.some((opening) => opening.lists);
  const declared = isWebsite?.value === true || saysPublic(component);
  const meant =
    declared || (component.facts.openStatements ?? []).some(({ name }) => /public/i.test(name ?? ''));
  if (declared && !writes && !lists)
    return notApplicable('it is public on purpose: a site that can be read, not listed');
  const [first] = openings;
  const writers = context
    .dependenciesTo(component.id, 'stores')
    .slice(0, 3)
    .map(({ from, evidence }) => ({
      says: `${context.component(from).name} works with it`,
      at: evidence[0]?.at,
    }));
  const evidence: readonly Evidence[] = [
    ...openings.map(({ says, at }) => ({ says, at })),
    publicAccessBlock
      ? {
          says: publicAccessBlock.says ?? 'its block of public access leaves this open',
          at: publicAccessBlock.at[0],
        }
      : {
          says:
            'no block of public access is declared; buckets made since April 2023 carry one until it ' +
            'is removed',
          source: BLOCK,
        },
    ...(isWebsite?.value === true ? [{ says: 'it serves a website', at: isWebsite.at[0] }] : []),
    ...(bucketRole ? [{ says: `it holds ${String(bucketRole.value)}`, at: bucketRole.at[0] }] : []),
    ...writers,
  ];
  return {
    status: 'fail',
    problem: `Anyone can ${writes ? 'change' : 'read'} what is in ${component.name}: ${first?.says ?? ''}.`,
    evidence,
    remedies: remediesOf(component, 'block-public-access'),
    cause: first?.at,
    severity: meant && !writes ? 'medium' : undefined,
    confidence: publicAccessBlock ? undefined : 'medium',
  };
}

// A tag that calls the content public is a declaration of the people who own it.
function saysPublic({ facts }: Component): boolean {
  const tags = facts.tags?.value;
  if (!tags || Unknown.is(tags)) return false;
  return Object.entries(tags).some(
    ([key, value]) =>
      (/^(data[-_]?)?(classification|sensitivity|visibility)$/i.test(key) && value === 'public') ||
      (/^public$/i.test(key) && (value === 'true' || value === 'yes')),
  );
}
