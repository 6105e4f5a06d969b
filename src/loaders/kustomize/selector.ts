import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { createRegex } from '../terraform/functions/regex/match.ts';
import { EvaluationError } from '../terraform/values/value.ts';
import type { Item } from './item.ts';
import { originalId, textsOf } from './item.ts';
import { matchesLabels } from './label-selector.ts';
import { Refusal } from './refusal.ts';
import { effectiveNamespace } from './resource-id.ts';

/** Which objects a patch or replacement means; empty texts mean any. */
export interface Selector {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labelSelector: string;
  readonly annotationSelector: string;
  readonly at: YamlNode;
}

/** The objects that a patch's target means: its texts are patterns over the whole of each part. */
export function selectItems(items: readonly Item[], selector: Selector): readonly Item[] {
  const is = (pattern: string, ...texts: readonly string[]): boolean =>
    pattern === '' || texts.some((text) => matchesWhole(pattern, text, selector.at));
  return items.filter((item) => {
    const original = originalId(item);
    return (
      is(selector.kind, item.id.kind) &&
      is(selector.name, original.name, item.id.name) &&
      is(selector.namespace, effectiveNamespace(original), effectiveNamespace(item.id)) &&
      is(selector.group, item.id.group) &&
      is(selector.version, item.id.version) &&
      matchesTexts(item, selector)
    );
  });
}

/** Whether labels and annotations of the object fit. */
export function matchesTexts(item: Item, selector: Selector): boolean {
  const { labelSelector, annotationSelector, at } = selector;
  return (
    (labelSelector === '' || matchesLabels(labelSelector, textsOf(item.root, 'labels'), at)) &&
    (annotationSelector === '' || matchesLabels(annotationSelector, textsOf(item.root, 'annotations'), at))
  );
}

const ORDINARY = /^[\w/ -]*$/;

/** Whether a pattern in Go's dialect is the whole text. */
export function matchesWhole(pattern: string, text: string, at: YamlNode): boolean {
  return ORDINARY.test(pattern) ? pattern === text : search(`^(?:${pattern})$`, text, at);
}

/** Whether a pattern in Go's dialect is found in the text. */
export function matchesPart(pattern: string, text: string, at: YamlNode): boolean {
  return ORDINARY.test(pattern) ? text.includes(pattern) : search(pattern, text, at);
}

/** Searches in linear time, so that no pattern can make a build hang. */
function search(pattern: string, text: string, at: YamlNode): boolean {
  try {
    const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
    return createRegex(pattern).matcher(points)(0) !== undefined;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new Refusal('kustomize-pattern', `${error.message}: correct the pattern.`, at);
  }
}
