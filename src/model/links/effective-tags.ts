import type { Stated } from '../../core/component.ts';
import type { Location } from '../../core/location.ts';
import type { Resource } from '../../core/resource.ts';
import type { Data, Value } from '../../core/value.ts';
import { isDataObject, scalarText, Sensitive, Unknown } from '../../core/value.ts';
import { taggableTypes } from '../aws/taggable-types.ts';
import type { LinkPass } from '../link-pass.ts';
import { at, blocksAt, dataAt } from '../read.ts';

type Tags = { readonly [key: string]: Value<string> };

/** States the tags that each resource ends up with: its own over the default tags of its provider. */
export const effectiveTags: LinkPass = {
  name: 'effective-tags',
  after: [],
  run(draft) {
    for (const component of draft.components.values()) {
      const resource = component.main;
      if (!resource || !resource.type.startsWith('aws_')) continue;
      const own = resource.type === 'aws_autoscaling_group' ? groupTags(resource) : ownTags(resource);
      if (!own) continue;
      component.facts.tags = own.tags;
      if (own.further) component.facts.furtherTags = own.further;
    }
  },
};

interface Effective {
  readonly tags: Stated<Tags>;
  readonly further: Unknown | undefined;
}

function ownTags(resource: Resource): Effective | undefined {
  if (!taggableTypes.has(resource.type)) return undefined;
  return merged(at(resource, 'tags'), resource.provider?.defaultTags, dataAt(resource, 'tags'));
}

/** Auto Scaling groups take no default tags; theirs are blocks, or a list of maps. */
function groupTags(resource: Resource): Effective {
  const blocks = [blocksAt(resource, 'tag'), blocksAt(resource, 'tags')];
  const tags: { [key: string]: Value<string> } = {};
  let further: Unknown | undefined;
  for (const list of blocks) {
    if (Unknown.is(list)) {
      further ??= list;
      continue;
    }
    for (const block of list) {
      const key = Unknown.is(block) ? block : block['key'];
      if (Unknown.is(key)) further ??= key;
      else if (typeof key === 'string' && !Unknown.is(block)) tags[key] = textOf(block['value']) ?? '';
    }
  }
  return effective(at(resource, 'tag'), tags, further);
}

function merged(place: Location, ...layers: readonly (Data | undefined)[]): Effective {
  const tags: { [key: string]: Value<string> } = {};
  let further: Unknown | undefined;
  for (const layer of layers) {
    const open = Sensitive.is(layer) ? layer.reveal() : layer;
    if (Unknown.is(open)) {
      further ??= open;
      // What lies below may be overridden by what is not known.
      for (const key of Object.keys(tags)) tags[key] = open;
    }
    if (!isDataObject(open)) continue;
    for (const [key, value] of Object.entries(open)) {
      const text = textOf(value);
      if (text !== undefined) tags[key] = text;
    }
  }
  return effective(place, tags, further);
}

function effective(place: Location, tags: Tags, further: Unknown | undefined): Effective {
  // Nothing known at all is Unknown; something known stays, and says that there may be more.
  const value = further !== undefined && Object.keys(tags).length === 0 ? further : tags;
  return { tags: { value, at: [place], origin: 'written' }, further };
}

function textOf(data: Data | undefined): Value<string> | undefined {
  const open = Sensitive.is(data) ? data.reveal() : data;
  return Unknown.is(open) ? open : scalarText(open);
}
