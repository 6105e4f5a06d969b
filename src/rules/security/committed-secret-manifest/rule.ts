import type { Component } from '../../../core/component.ts';
import type { SecretContent } from '../../../core/facts/traffic.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('security/committed-secret-manifest'),
  title: 'The repository holds a Kubernetes Secret with its content',
  appliesTo: ['secret'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { secretContent } = component.facts;
    if (!secretContent) return notApplicable('it is no Secret of a cluster');
    const { keys, encryptedBy, more } = secretContent;
    if (encryptedBy !== undefined) return notApplicable(`its content is kept by ${encryptedBy}`);
    const readable = keys.filter(({ looksLike }) => looksLike === 'value' || looksLike === 'private-key');
    if (component.stack !== undefined && context.stack(component.stack).ofStack !== undefined) {
      return notApplicable('Terraform writes its content, which is judged there');
    }
    if (readable.length > 0) return failed(component, secretContent, context);
    if (more) return unknown(more);
    const open = keys.find(({ looksLike }) => looksLike === 'unknown');
    if (open) return unknown(notRendered(component, open.name));
    return keys.length === 0 ? notApplicable('it has no content here') : pass;
  },
};

function notRendered({ name }: Component, key: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `what key ${key} of Secret ${name} holds comes from outside the inputs`,
    settledBy: `where the content of ${name} comes from; or an accept with that reason`,
  });
}

function failed(component: Component, content: SecretContent, context: RuleContext): Outcome {
  const readable = content.keys.filter(
    ({ looksLike }) => looksLike === 'value' || looksLike === 'private-key',
  );
  const names = readable.map(({ name }) => name);
  const shown =
    names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const [first] = readable;
  return {
    status: 'fail',
    problem:
      `Everyone who can read the repository can read Secret ${component.name} (${shown}): ` +
      'base64 is no encryption.',
    evidence: [
      ...readable.map(({ name, looksLike, at }): Evidence => {
        return { says: `key ${name}${looksLike === 'private-key' ? ', a private key' : ''}`, at };
      }),
      ...content.readBy.map((id): Evidence => {
        const { name, facts } = context.component(id);
        return { says: `read by ${name}`, at: facts.pods?.template };
      }),
      ...storeLine(context),
    ],
    remedies: [
      {
        title: `Keep the content in a secret store that makes ${component.name}, and replace it`,
        safety: 'review',
        caution: 'It stays in the history of the repository: only new content ends the exposure.',
        intents: [],
      },
    ],
    cause: first?.at,
  };
}

const stores = new WeakMap<RuleContext, readonly Evidence[]>();

/** What the estate already has to keep secrets with; looked up once for a run. */
function storeLine(context: RuleContext): readonly Evidence[] {
  const known = stores.get(context);
  if (known) return known;
  const store = context.ofKind('secret').find(({ facts }) => facts.secretContent?.encryptedBy !== undefined);
  const [resource] = store?.resources ?? [];
  const line: readonly Evidence[] =
    store && resource
      ? [
          {
            says: `other secrets here are kept by ${store.facts.secretContent?.encryptedBy}`,
            at: { resource, path: [] },
          },
        ]
      : [{ says: 'no secret store is in the inputs' }];
  stores.set(context, line);
  return line;
}
