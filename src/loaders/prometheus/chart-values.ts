import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, nodeAt } from '../../syntax/yaml/node.ts';

/** A routing tree or a list of groups inside the values of a monitoring chart. */
export interface ValuesPart {
  readonly kind: 'alertmanager' | 'rules';
  /** Where it stands below the root: `alertmanager.config`. */
  readonly name: string;
  readonly root: YamlMapping;
}

/**
 * What values of the charts `kube-prometheus-stack` and `prometheus` hold in the form of Alertmanager and
 * Prometheus themselves: a routing tree, and groups of rules.
 */
export function partsOfValues(root: YamlMapping): readonly ValuesPart[] {
  const found: ValuesPart[] = [];
  const add = (kind: ValuesPart['kind'], name: string, node: YamlNode | undefined): void => {
    if (isMapping(node) && nodeAt(node, kind === 'rules' ? 'groups' : 'route')) {
      found.push({ kind, name, root: node });
    }
  };
  for (const path of TREES) add('alertmanager', path.join('.'), nodeAt(root, ...path));
  const maps = nodeAt(root, 'additionalPrometheusRulesMap');
  if (isMapping(maps)) {
    for (const { key, value } of maps.entries) {
      add('rules', `additionalPrometheusRulesMap.${key.value}`, value);
    }
  }
  for (const name of RULE_FILES) add('rules', `serverFiles.${name}`, nodeAt(root, 'serverFiles', name));
  return found;
}

const TREES = [
  ['alertmanager', 'config'],
  ['alertmanagerFiles', 'alertmanager.yml'],
] as const;
const RULE_FILES = ['alerting_rules.yml', 'alerts'] as const;
