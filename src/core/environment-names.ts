// Words that teams use for their environments, by the name the report uses.
const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    production: ['prod', 'production', 'prd', 'live', 'prod1', 'prod2'],
    staging: ['stag', 'staging', 'stage', 'stg', 'uat', 'preprod', 'preproduction', 'acceptance', 'acc'],
    development: [
      'dev',
      'devel',
      'develop',
      'development',
      'sandbox',
      'sbx',
      'nonprod',
      'nonproduction',
      'nonlive',
    ],
    test: ['test', 'testing', 'tst', 'qa', 'integration', 'ci', 'perf', 'loadtest', 'pentest'],
    preview: ['preview', 'ephemeral', 'review'],
  }).flatMap(([name, words]) => words.map((word): [string, string] => [word, name])),
);

// Most texts name none, and the pattern sees that without taking them apart.
const ANY_WORD = new RegExp([...WORDS.keys()].join('|'));

/**
 * The environment a text names, or undefined: `retail-prod` → production, `non-prod` → development,
 * `pre-prod` → staging. A text that names two different environments names none.
 */
export function environmentIn(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (!ANY_WORD.test(lower)) return undefined;
  const joined = lower.replace(/\b(non|pre)[-_ ]?(prod|production|live)\b/g, '$1prod');
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
  return ENVIRONMENT_NAME.test(name);
}

const ENVIRONMENT_NAME = /^(.*[_-])?(env|environment|stage|env_name|environment_name|env_level)$/i;

/** What tells whether a `count` or `for_each` chooses by the name of an environment. */
interface Choice {
  readonly dependsOn: readonly string[];
  readonly comparedWith: readonly string[];
}

// Copies that live for a day may lack what the lasting environments have.
const LASTING: ReadonlySet<string> = new Set(['production', 'staging', 'development', 'test']);

/** True for a text that names a lasting environment: production, staging, development or test. */
export function namesLastingEnvironment(text: string): boolean {
  return LASTING.has(environmentIn(text) ?? '');
}

/**
 * True when the name of a lasting environment decides: by what it is compared with, else by the variable's
 * name.
 */
export function choosesByEnvironment({ dependsOn, comparedWith }: Choice): boolean {
  if (comparedWith.length > 0) return comparedWith.some(namesLastingEnvironment);
  if (dependsOn.includes('terraform.workspace')) return true;
  return dependsOn.some((name) => tellsEnvironment(name) || namesLastingEnvironment(name));
}
