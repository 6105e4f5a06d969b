import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import type { SourceRange } from '../../core/location.ts';
import { folderOf, normalPath } from '../../core/path.ts';
import type { Data, DataObject } from '../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../core/value.ts';
import type { PromqlNode } from '../../syntax/promql/ast.ts';
import type { Records } from './query.ts';
import { Expressions, queryData } from './query.ts';

/** The type of the resource that stands for one alert rule, wherever it is written. */
export const ALERT = 'prometheus-alert';

/** A list of groups, as a rule file, a PrometheusRule or a ConfigMap holds it. */
export interface RuleSource {
  /** Names the source without offsets: `alerts/orders.yml`, `PrometheusRule/shop/orders`. */
  readonly address: string;
  /** The path of `groups` in it. */
  readonly path: readonly (string | number)[];
  readonly groups: Data;
  readonly declaredAt: SourceRange;
}

/** One alert rule, before it becomes a resource. */
export interface FoundAlert {
  /** Unique within the source: `orders-slo/OrdersErrors`. */
  readonly address: string;
  readonly name: string;
  readonly attributes: DataObject;
  /** Where the rule stands in its source. */
  readonly path: readonly (string | number)[];
  readonly source: RuleSource;
}

/** Every alert rule of these sources, which one Prometheus evaluates together. */
export function alertsIn(
  sources: readonly RuleSource[],
  { files, diagnostics }: { readonly files: Files; readonly diagnostics: Diagnostic[] },
): readonly FoundAlert[] {
  const cache = new Expressions();
  const rules = sources.flatMap(rulesOf);
  const records = recordsOf(rules, cache);
  const taken = new Map<string, number>();
  const found: FoundAlert[] = [];
  for (const rule of rules) {
    const name = scalarText(rule.data['alert']);
    if (name === undefined) continue;
    const plain = `${rule.source.address}/${rule.group}/${name}`;
    const copies = (taken.get(plain) ?? 0) + 1;
    taken.set(plain, copies);
    // No tilde: that marks the same object written twice, and these are two alerts of one name.
    const address = copies > 1 ? `${plain}:${copies}` : plain;
    const query = readQuery(rule, { name, records, cache, diagnostics });
    found.push({
      address,
      name,
      path: rule.path,
      source: rule.source,
      attributes: attributesOf(rule, query, files),
    });
  }
  return found;
}

interface Rule {
  readonly source: RuleSource;
  readonly group: string;
  readonly groupLabels: Data | undefined;
  readonly data: DataObject;
  readonly path: readonly (string | number)[];
}

function rulesOf(source: RuleSource): readonly Rule[] {
  const groups = isDataList(source.groups) ? source.groups : [];
  return groups.flatMap((group, groupIndex) => {
    const rules = isDataObject(group) ? group['rules'] : undefined;
    if (!isDataObject(group) || !isDataList(rules)) return [];
    return rules.flatMap((data, index): readonly Rule[] => {
      if (!isDataObject(data)) return [];
      const path = [...source.path, groupIndex, 'rules', index];
      return [{ source, group: scalarText(group['name']) ?? '', groupLabels: group['labels'], data, path }];
    });
  });
}

function recordsOf(rules: readonly Rule[], cache: Expressions): Records {
  const records = new Map<string, PromqlNode[]>();
  for (const { data } of rules) {
    const name = scalarText(data['record']);
    const expr = scalarText(data['expr']);
    const tree = name === undefined || expr === undefined ? undefined : cache.parse(expr).tree;
    if (name === undefined || !tree) continue;
    const same = records.get(name);
    if (same) same.push(tree);
    else records.set(name, [tree]);
  }
  return records;
}

interface Reading {
  readonly name: string;
  readonly records: Records;
  readonly cache: Expressions;
  readonly diagnostics: Diagnostic[];
}

/** The expression as data, or why it is not known. */
function readQuery(rule: Rule, { name, records, cache, diagnostics }: Reading): Data {
  const written = rule.data['expr'];
  if (Unknown.is(written)) return written;
  const expr = scalarText(written) ?? '';
  const { tree, errors } = cache.parse(expr);
  if (tree) return queryData(tree, records, scalarText(rule.data['for']));
  const what = errors[0]?.message ?? 'it cannot be read';
  if (!isOtherLanguage(expr)) {
    const message =
      `${rule.source.address}: the expression of the alert ${name} is no PromQL: ${what}. ` +
      'Prometheus refuses the whole file; correct the expression.';
    diagnostics.push({ severity: 'warning', code: 'promql-syntax', message, at: rule.source.declaredAt });
  }
  return new Unknown({
    reason: 'evaluation-error',
    detail: `the expression of ${name} is not PromQL: ${what}`,
    settledBy: 'an expression that Prometheus can read',
  });
}

/** LogQL of Loki, MetricsQL of VictoriaMetrics, and what a template leaves. */
function isOtherLanguage(expr: string): boolean {
  return OTHERS.some((pattern) => pattern.test(expr));
}

const OTHERS: readonly RegExp[] = [
  /\|[=~]|\|\s*(json|logfmt|pattern|line_format|unwrap|regexp)\b|_over_time\(\{/,
  /\{\{|\$\{/,
  /\b(WITH|default|if)\b\s*\(/,
];

function attributesOf({ data, group, groupLabels, source }: Rule, query: Data, files: Files): DataObject {
  return {
    group,
    source: source.address,
    expr: data['expr'] ?? null,
    for: data['for'] ?? null,
    labels: merged(groupLabels, data['labels']),
    annotations: data['annotations'] ?? {},
    query,
    missing_runbook: missingRunbook(data['annotations'], source, files) ?? null,
  };
}

// A path of the repository, not a link to elsewhere.
const PAGE = /^[\w./-]+\.(?:md|html|adoc|rst|txt)(?:#.*)?$/;

/** The page that an alert names as its runbook, where it would be in this repository and is not. */
function missingRunbook(
  annotations: Data | undefined,
  { declaredAt }: RuleSource,
  files: Files,
): string | undefined {
  if (!isDataObject(annotations)) return undefined;
  for (const [name, value] of Object.entries(annotations)) {
    if (!/^(?:run_?book|playbook)/i.test(name) || typeof value !== 'string' || !PAGE.test(value)) continue;
    const path = value.replace(/#.*$/, '');
    const beside = normalPath(`${folderOf(declaredAt.file)}/${path}`);
    const places = [normalPath(path.replace(/^\//, '')), beside].filter((place) => place !== undefined);
    if (places.every((place) => isDenied(files.read(place)))) return path;
  }
  return undefined;
}

/** Labels of the group, with those of the rule over them. */
function merged(group: Data | undefined, own: Data | undefined): Data {
  if (Unknown.is(own) || Unknown.is(group)) return Unknown.is(own) ? own : (group ?? {});
  return { ...(isDataObject(group) ? group : {}), ...(isDataObject(own) ? own : {}) };
}
