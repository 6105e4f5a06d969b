import type { ComponentId } from '../../../core/id.ts';
import type { Stack } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';

const STORING = new Set(['datastore', 'volume', 'bucket']);

/** One component for each account that a root keeps data in, with the stores that share it. */
export function accounts(draft: GraphDraft): void {
  const stores = new Map<string, { stack: Stack; name: string; ids: ComponentId[] }>();
  for (const component of draft.components.values()) {
    const { stack, main, facts, kind } = component;
    if (!stack || !main || !STORING.has(kind) || facts.keepsData?.value !== true) continue;
    const { key, name } = accountOf(component, stack);
    const found = stores.get(key);
    if (found) found.ids.push(component.id);
    else stores.set(key, { stack, name, ids: [component.id] });
  }
  for (const [key, { stack, name, ids }] of stores) {
    const account = draft.addBare(key, 'account', name, stack);
    account.facts.storesOfAccount = ids;
  }
}

/** The number where a provider states it; else the provider configuration stands for the account. */
function accountOf({ main }: ComponentDraft, stack: Stack): { readonly key: string; readonly name: string } {
  const account = main?.provider?.account;
  const place = stack.root === '' ? 'this folder' : stack.root;
  if (typeof account === 'string')
    return { key: `account:${stack.id}:${account}`, name: `account ${account}` };
  const alias = main?.provider?.alias;
  // Configurations that do not say whose they are use the same credentials, in whichever region.
  if (account === undefined || account === null || alias === undefined) {
    return { key: `account:${stack.id}`, name: `the account of ${place}` };
  }
  return { key: `account:${stack.id}:${alias}`, name: `the account of ${place} (provider ${alias})` };
}
