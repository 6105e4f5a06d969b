import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { Refusal } from './refusal.ts';

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
const WORD = String.raw`[^\s=!<>(),]+`;
const COMPARED = String.raw`\s*(==|=|!=|<|>)\s*([^\s=!<>(),]*)|\s+(in|notin)\s*\(([^()]*)\)`;
const REQUIREMENT = new RegExp(String.raw`^\s*(?:(!)\s*(${WORD})|(${WORD})(?:${COMPARED})?)\s*(?:,|$)`);

/** Whether labels fit a selector in its text form: `tier=front,app in (orders, carts),!canary`. */
export function matchesLabels(selector: string, labels: ReadonlyMap<string, string>, at: YamlNode): boolean {
  let rest = selector;
  while (rest.trim() !== '') {
    const found = REQUIREMENT.exec(rest);
    if (!found) {
      const message = `\`${selector}\` is no label selector. Write it as \`app=orders,tier!=batch\`.`;
      throw new Refusal('kustomize-selector', message, at);
    }
    if (!fits(found, labels)) return false;
    rest = rest.slice(found[0].length);
  }
  return true;
}

function fits(found: RegExpExecArray, labels: ReadonlyMap<string, string>): boolean {
  const [, , absent, key = '', sign, value = '', word, list = ''] = found;
  if (absent !== undefined) return !labels.has(absent);
  const actual = labels.get(key);
  const values = list.split(',').map((one) => one.trim());
  switch (sign ?? word) {
    case '=':
    case '==':
      return actual === value;
    case '!=':
      return actual !== value;
    case '<':
      return actual !== undefined && Number(actual) < Number(value);
    case '>':
      return actual !== undefined && Number(actual) > Number(value);
    case 'in':
      return actual !== undefined && values.includes(actual);
    case 'notin':
      return actual === undefined || !values.includes(actual);
    default:
      return actual !== undefined;
  }
}
