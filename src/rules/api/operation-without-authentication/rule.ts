import type { Component } from '../../../core/component.ts';
import type { Contract, Operation } from '../../../core/facts/contract.ts';
import type { Evidence, Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { entriesRouting } from '../../public-ways.ts';
import { asksLittle, changes, isCatchAll, isForEverybody, isWeak, nameOf } from './operations.ts';

/** Operations that ask for no login, or for one that is easily seen, and that the internet reaches. */
export const rule: Rule = {
  id: ruleId('api/operation-without-authentication'),
  title: 'An operation that needs no login is reachable from the internet',
  appliesTo: ['api', 'gateway', 'function'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { contract } = component.facts;
    if (!contract) return notApplicable('its operations are not in the inputs');
    const server = serverOf(component, contract, context);
    return 'status' in server ? server : judge(component, contract, server);
  },
};

/** What serves the contract, and how people get there. */
interface Server {
  readonly says: string;
  readonly entry: Component;
}

function serverOf(component: Component, contract: Contract, context: RuleContext): Server | Outcome {
  if (contract.maybeServedBy) {
    // Whichever serves it: only operations that say that they ask for nothing are worth the question.
    const isOpen = contract.operations.some((one) => !isForEverybody(one) && asksLittle(one));
    return isOpen ? unknown(contract.maybeServedBy) : notApplicable('several things may serve it');
  }
  const servers = contract.servedBy.map((id) => context.component(id));
  if (servers.length === 0) return notApplicable('nothing in the inputs serves it');
  if (servers.some(({ id, facts }) => id !== component.id && facts.contract?.isEnforced === true)) {
    return notApplicable('the gateway that serves it is asked itself');
  }
  const entries = servers.flatMap((server) => [
    ...(server.facts.isPublicEntry?.value === true ? [server] : []),
    ...entriesRouting(server, context),
  ]);
  const [entry] = entries;
  const [server] = servers;
  if (!entry || !server) return notApplicable('no public entry leads to what serves it');
  const guarded = servers.find(({ facts }) => (facts.callerPolicies ?? []).length > 0);
  if (guarded) return notApplicable(`a policy of the mesh decides who may call ${guarded.name}`);
  const limits = [...entries, ...servers].map(({ facts }) => facts.admitsOnly?.value);
  const limit = [server, entry]
    .map(({ facts }) => facts.admitsOnly?.value)
    .find((value) => value !== undefined);
  if (limit !== undefined && !Unknown.is(limit)) return notApplicable(`it admits only ${limit}`);
  if (entries.every(({ facts }) => typeof facts.admitsOnly?.value === 'string')) {
    return notApplicable('each entry that leads to it admits only some');
  }
  const open = limits.find((value) => Unknown.is(value));
  if (open !== undefined && Unknown.is(open)) return unknown(open);
  const says =
    entry.id === server.id ? `${entry.name} faces the internet` : `${entry.name} leads to ${server.name}`;
  return { says, entry };
}

function judge(component: Component, contract: Contract, server: Server): Outcome | readonly Outcome[] {
  const asked = contract.operations.filter((operation) => !isForEverybody(operation));
  if (asked.length === 0) return notApplicable('all its operations are for everybody');
  const open = asked.filter(({ security }) => !Unknown.is(security) && security.length === 0);
  const weak = asked.filter(isWeak);
  const undecided = asked.flatMap(({ security }) => (Unknown.is(security) ? [security] : []));
  const guarded = asked.length - open.length - weak.length - undecided.length;
  const passedOn = open.filter(isCatchAll);
  const [place] = passedOn;
  const outcomes: Outcome[] = [];
  if (
    place &&
    guarded === 0 &&
    passedOn.length === open.length &&
    contract.isEnforced &&
    component.kind !== 'function'
  ) {
    outcomes.push({ ...unknown(applicationDecides(component)), at: place.at });
  } else if (open.length > 0)
    outcomes.push(failed(component, { contract, server, operations: open, guarded }));
  if (weak.length > 0) outcomes.push(weakly(component, { contract, server, operations: weak, guarded }));
  const [question] = undecided;
  if (question) outcomes.push({ ...unknown(question), key: 'unknown' });
  return outcomes.length > 0 ? outcomes : pass;
}

interface Found {
  readonly contract: Contract;
  readonly server: Server;
  readonly operations: readonly Operation[];
  /** How many other operations ask for something. */
  readonly guarded: number;
}

const MOST_NAMED = 3;

function failed(component: Component, found: Found): Outcome {
  const { operations, guarded, contract } = found;
  const beside = guarded > 0 ? `, ${guarded} others of it do` : '';
  return {
    status: 'fail',
    problem: `Anybody on the internet can call ${listOf(operations)} of ${component.name}: ${
      operations.length === 1 ? 'it asks' : 'they ask'
    } for no login${beside}.`,
    evidence: evidenceOf(found, 'asks for nothing'),
    remedies: [
      {
        title: contract.isEnforced
          ? 'Give these routes the authorizer that other routes use, or one'
          : 'Give these operations the security requirement of the others, and check it in the application',
        safety: 'review',
        caution: 'Callers without credentials are refused from then on.',
        intents: [],
      },
    ],
    cause: operations[0]?.at,
    severity: severityOf(found),
    confidence: guarded > 0 ? undefined : 'medium',
  };
}

/** What changes something beside guarded siblings is the worst; what nobody guards may be guarded behind. */
function severityOf({ operations, guarded, contract }: Found): Severity | undefined {
  const isChange = operations.some(changes);
  // Where most routes are open, what stands behind asks, or nobody does.
  const isSaid = guarded >= operations.length || !contract.isEnforced;
  if (isSaid) return isChange ? undefined : 'medium';
  return isChange ? 'medium' : 'low';
}

function weakly(component: Component, found: Found): Outcome {
  const { operations } = found;
  const isKey =
    operations[0] &&
    !Unknown.is(operations[0].security) &&
    operations[0].security[0]?.kind === 'api-key-query';
  const shown = isKey ? 'a key in the address, which ends up in logs' : 'a password with every request';
  return {
    status: 'fail',
    key: 'weak',
    problem:
      `Whoever reads a log or a request can call ${listOf(operations)} of ${component.name}: ` +
      `${shown} is all that is asked.`,
    evidence: evidenceOf(found, isKey ? 'asks for a key in the query' : 'asks for basic authentication'),
    remedies: [
      {
        title: 'Ask for a token in the Authorization header instead',
        safety: 'review',
        caution: 'Callers must change before the old way is switched off.',
        intents: [],
      },
    ],
    cause: operations[0]?.at,
    severity: 'medium',
    confidence: 'medium',
  };
}

function evidenceOf({ operations, server }: Found, says: string): readonly Evidence[] {
  return [
    ...operations.slice(0, MOST_NAMED).map((operation): Evidence => {
      return { says: `${nameOf(operation)} ${says}`, at: operation.at };
    }),
    { says: server.says, at: server.entry.facts.isPublicEntry?.at[0] },
  ];
}

function listOf(operations: readonly Operation[]): string {
  const more = operations.length - MOST_NAMED;
  const named = operations.slice(0, MOST_NAMED).map(nameOf).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}

function applicationDecides({ name }: Component): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail:
      `${name} passes every request on; whether the application behind it asks for a login ` +
      'is not written here',
    settledBy: 'an authorizer on the route, or an accept that says where the login is',
  });
}
