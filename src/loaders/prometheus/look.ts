/** What a text may be, by a look at its top-level keys; nothing for most. */
export function looksLike(
  text: string,
): 'rules' | 'grafana' | 'alertmanager' | 'prometheus' | 'values' | undefined {
  if (/^["']?groups["']?:/m.test(text)) {
    if (/^\s*(?:- )?\s*["']?(?:alert|record)["']?:/m.test(text)) return 'rules';
    return /^\s*(?:- )?["']?datasourceUid["']?:/m.test(text) ? 'grafana' : undefined;
  }
  if (/^["']?scrape_configs["']?:/m.test(text)) return 'prometheus';
  if (/^["']?route["']?:/m.test(text) && /^["']?receivers["']?:/m.test(text)) return 'alertmanager';
  return VALUES.test(text) ? 'values' : undefined;
}

// Keys under which values of monitoring charts hold a routing tree or rules.
const VALUES = /^(?:alertmanager|alertmanagerFiles|additionalPrometheusRulesMap|serverFiles):\s*$/m;

// Words in a path without which nobody keeps rules there: most files are not even opened.
const WORDS = new RegExp(
  [
    'alert|rule|prometh|monitor|mixin|slo|record|metric|observab|grafana|o11y',
    'thanos|cortex|mimir|victoria|scrape|telemetry',
  ].join('|'),
  'i',
);

/** Whether a file's path allows it to hold rules, routes or scrape settings. */
export function mayHoldRules(path: string): boolean {
  return /\.(?:ya?ml|rules|json)$/.test(path) && WORDS.test(path);
}
