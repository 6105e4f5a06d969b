import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Files } from '../../../core/files.ts';
import { parseExpression } from '../../../syntax/hcl/parse.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import type { ModuleReader } from '../config/read-module.ts';
import type { SourceFile } from '../config/source-file.ts';
import { rangeIn } from '../config/source-file.ts';
import { Budget } from '../evaluate/budget.ts';
import { evaluate } from '../evaluate/expression.ts';
import type { Scope } from '../evaluate/scope.ts';
import type { GivenVariable } from '../evaluate/trace.ts';
import type { LoadOptions } from '../load-options.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, string } from '../values/value.ts';

export interface GivenValues {
  readonly values: ReadonlyMap<string, TfValue>;
  /** For values from variable files: where they stand. */
  readonly written: ReadonlyMap<string, GivenVariable>;
  readonly sources: readonly SourceFile[];
}

/**
 * The values of root variables from variable files and `--var`, the last one winning, as terraform takes
 * them.
 */
export function givenValues(
  config: ModuleConfig,
  paths: readonly string[],
  options: LoadOptions,
  reader: ModuleReader,
  files: Files,
  report: (diagnostic: Diagnostic) => void,
): GivenValues {
  const values = new Map<string, TfValue>();
  const written = new Map<string, GivenVariable>();
  const sources: SourceFile[] = [];
  for (const path of paths) {
    const source = reader.parse(path);
    if (!source) continue;
    sources.push(source);
    for (const { name, expression } of source.document.body.attributes) {
      try {
        values.set(name, evaluate(expression, literalScope(files)));
        written.set(name, { file: source, expression });
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        const at = rangeIn(source, expression);
        report({ severity: 'error', code: 'variable-file', message: `${name}: ${error.message}`, at });
      }
    }
  }
  for (const { name, text } of options.variables) {
    if (!config.variables.has(name)) continue;
    try {
      values.set(name, commandLineValue(config, name, text, files));
      written.delete(name);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      report({ severity: 'error', code: 'var-option', message: `--var ${name}: ${error.message}.` });
    }
  }
  return { values, written, sources };
}

/**
 * `--var name=text`: plain text for a primitive or unstated type, else an HCL expression, as terraform reads
 * it.
 */
function commandLineValue(config: ModuleConfig, name: string, text: string, files: Files): TfValue {
  const type = config.variables.get(name)?.attributes.get('type')?.attribute.expression;
  const isPlain =
    type === undefined || (type.kind === 'variable' && ['string', 'number', 'bool'].includes(type.name));
  if (isPlain) return string(text);
  const expression = parsed(text);
  return expression ? evaluate(expression, literalScope(files)) : string(text);
}

/** A text as an expression, or undefined where it is none. */
export function parsed(text: string): Expression | undefined {
  const { expression, problems } = parseExpression(text);
  return problems.length === 0 ? expression : undefined;
}

/** Variable files hold literals only: no references, no files. */
export function literalScope(files: Files): Scope {
  return {
    references: {
      resolve(root) {
        throw new EvaluationError(`a value given from outside cannot refer to ${root}`);
      },
    },
    functions: {
      files,
      rootFolder: '',
      moduleFolder: '',
      budget: new Budget(),
      renderTemplate() {
        throw new EvaluationError('a value given from outside cannot call functions');
      },
    },
    bindings: undefined,
    keys: {},
  };
}
