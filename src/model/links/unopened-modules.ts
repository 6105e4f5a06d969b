import type { ResourceId, StackId } from '../../core/id.ts';
import type { ModuleCall } from '../../core/resource.ts';
import type { Data } from '../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';

/** Tells whether a module that was not opened is given a component: what it does with it is not known. */
export interface UnopenedModules {
  /** Why more may belong to the component than the inputs show; undefined when no such module is given it. */
  given(component: ComponentDraft): Unknown | undefined;
}

/** Reads the inputs of all module calls that were not opened: references, names and ARNs. */
export function unopenedModules(draft: GraphDraft): UnopenedModules {
  const byResource = new Map<ResourceId, ModuleCall>();
  const byText = new Map<StackId, Map<string, ModuleCall>>();
  for (const { id, moduleCalls } of draft.stacks) {
    const texts = new Map<string, ModuleCall>();
    for (const call of moduleCalls) {
      if (call.opened === 'opaque') collect(call.inputs, { call, byResource, texts });
    }
    byText.set(id, texts);
  }
  return {
    given(component) {
      const { main, stack, name } = component;
      if (!main || !stack) return undefined;
      const call = byResource.get(main.id) ?? byText.get(stack.id)?.get(name);
      return call && unknownOf(call, component);
    },
  };
}

interface Found {
  readonly call: ModuleCall;
  readonly byResource: Map<ResourceId, ModuleCall>;
  readonly texts: Map<string, ModuleCall>;
}

function collect(data: Data, found: Found): void {
  if (Sensitive.is(data)) return collect(data.reveal(), found);
  if (typeof data === 'string') found.texts.set(data, found.call);
  else if (Unknown.is(data)) {
    for (const { resource } of data.refs) found.byResource.set(resource, found.call);
    if (data.partial?.kind === 'json') collect(data.partial.value, found);
  } else if (isDataList(data)) for (const item of data) collect(item, found);
  else if (isDataObject(data)) for (const item of Object.values(data)) collect(item, found);
}

function unknownOf({ address, source }: ModuleCall, { name }: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'module-not-opened',
    detail: `${address} is given ${name}: the code of ${source} is not in the tree`,
    settledBy: 'terraform get',
  });
}
