// Words that teams use for their environments, by the name the report uses.
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    production: ['prod', 'production', 'prd', 'live', 'prod1', 'prod2'],
    staging: ['stag', 'staging', 'stage', 'stg', 'uat', 'preprod', 'preproduction', 'acceptance', 'acc'],
    development: ['dev', 'devel', 'develop', 'development', 'sandbox', 'sbx', 'nonprod', 'nonproduction', 'nonlive'],
    test: ['test', 'testing', 'tst', 'qa', 'integration', 'ci', 'perf', 'loadtest'],
    preview: ['preview', 'ephemeral', 'review'],
  }).flatMap(([name, words]) => words.map((word): [string, string] => [word, name])),
);

/**
 * The environment a text names, or undefined: `retail-prod` → production, `non-prod` → development, `pre-prod` →
 * staging. A text that names two different environments names none.
 */
export function environmentIn(text: string): string | undefined {
  const joined = text.toLowerCase().replace(/\b(non|pre)[-_ ]?(prod|production|live)\b/g, '$1prod');
  const found = new Set<string>();
  for (const word of joined.split(/[^a-z0-9]+/)) {
    const name = WORDS.get(word) ?? WORDS.get(word.replace(/\d+$/, ''));
    if (name !== undefined) found.add(name);
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** True for variable, local and tag names whose value tells the environment. */
export function tellsEnvironment(name: string): boolean {
  return /^(.*[_-])?(env|environment|stage|env_name|environment_name|deployment_environment|env_level)$/i.test(name);
}
