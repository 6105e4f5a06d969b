import { textOf } from './input.ts';
import type { SourceText } from './input.ts';
import type { Liveness } from './liveness.ts';
import { once } from './once.ts';
import { attributesWithin } from './references.ts';
import { isPlaceholder } from '../../credentials/secret-formats.ts';
import { cannotBeCredential, namesCredential } from '../../credentials/secret-names.ts';

const SCRIPT_ARGUMENT = /^(user_data|user_data_base64|custom_data|(metadata_)?startup[_-]script)$/;

export interface ScriptText {
  readonly file: string;
  readonly text: string;
  /** Where the text begins in the file. */
  readonly start: number;
}

/** The start scripts that resources write in place. */
export function startScripts(liveness: Liveness): readonly ScriptText[] {
  return liveness.folders.flatMap(({ sources }) => sources.flatMap(scriptsInFile));
}

const scriptsInFile = once(
  (source: SourceText) => source.document,
  (source): readonly ScriptText[] =>
    attributesWithin(source.document.body)
      .filter(({ attribute }) => SCRIPT_ARGUMENT.test(attribute.name))
      .map(({ attribute: { expression } }) => ({
        file: source.file,
        text: textOf(source, expression),
        start: expression.start,
      })),
);

export interface AssignedCredential {
  readonly name: string;
  readonly text: string;
  readonly start: number;
}

const ASSIGNMENT = /(^|[\s;"'])([A-Za-z_][A-Za-z0-9_]*)=(["']?)([^\s"'`$<>{}()\\;|&]+)\3(?=$|[\s;"'])/gm;

/** Assignments like `export DB_PASSWORD=…` whose value is written out. */
export function assignedCredentials(script: string): readonly AssignedCredential[] {
  const found: AssignedCredential[] = [];
  for (const match of script.matchAll(ASSIGNMENT)) {
    const [whole, , name = '', quote = '', text = ''] = match;
    if (!namesCredential(name) || cannotBeCredential(text) || isPlaceholder(text)) continue;
    found.push({ name, text, start: match.index + whole.length - text.length - quote.length });
  }
  return found;
}
