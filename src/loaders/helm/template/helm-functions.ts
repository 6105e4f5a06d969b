import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';
import { fromJsonText } from './from-json.ts';
import { doubtedInside, readValue } from './read-value.ts';
import { toJson } from './to-json.ts';
import type { JsonStyle } from './to-json.ts';
import { toToml } from './to-toml.ts';
import { toYaml } from './to-yaml.ts';
import type { FunctionTable, GoValue, TemplateFunction } from './value.ts';
import { Dict, List, TemplateError, plain, uncertaintyOf, stringOf } from './value.ts';

/** The functions that Helm adds to Go's and Sprig's. */
export const helmFunctions: FunctionTable = {
  include: {
    parameters: ['string', 'any'],
    raw: true,
    call: ([name = '', data = null], call) => call.include(stringOf(name), data),
  },
  tpl: {
    parameters: ['string', 'any'],
    raw: true,
    call: ([text = '', data = null], call) => {
      // Most values are no templates: they keep what is known of them.
      const source = plain(text);
      return typeof source === 'string' && !source.includes('{{') ? text : call.evaluate(text, data);
    },
  },
  required: {
    parameters: ['string', 'any'],
    raw: true,
    call: ([message = '', value = null]) => {
      const bare = plain(value);
      const isMissing = bare === null || bare === '';
      if (isMissing && uncertaintyOf(value) === undefined) {
        throw new TemplateError(`error calling required: ${stringOf(message)}`);
      }
      return value;
    },
  },
  fail: {
    parameters: ['string'],
    call: ([message]) => {
      throw new TemplateError(`error calling fail: ${stringOf(message)}`);
    },
  },
  /** There is no cluster to look into: empty, as `helm template` answers. */
  lookup: { parameters: ['string', 'string', 'string', 'string'], call: () => new Dict() },
  toYaml: { parameters: ['any'], raw: true, call: ([value = null], { at }) => toYaml(value, at) },
  mustToYaml: { parameters: ['any'], raw: true, call: ([value = null], { at }) => toYaml(value, at) },
  toYamlPretty: {
    parameters: ['any'],
    raw: true,
    call: ([value = null], { at }) => toYaml(value, at, { isPretty: true }),
  },
  fromYaml: { parameters: ['string'], raw: true, call: ([text = '']) => mappingOf(text, yamlValue) },
  fromYamlArray: { parameters: ['string'], raw: true, call: ([text = '']) => sequenceOf(text, yamlValue) },
  toJson: json({ isPretty: false, escapesHtml: true }),
  mustToJson: json({ isPretty: false, escapesHtml: true }),
  toPrettyJson: json({ isPretty: true, escapesHtml: true }),
  mustToPrettyJson: json({ isPretty: true, escapesHtml: true }),
  toRawJson: json({ isPretty: false, escapesHtml: false }),
  mustToRawJson: json({ isPretty: false, escapesHtml: false }),
  fromJson: { parameters: ['string'], raw: true, call: ([text = '']) => mappingOf(text, jsonValue) },
  fromJsonArray: { parameters: ['string'], raw: true, call: ([text = '']) => sequenceOf(text, jsonValue) },
  mustFromJson: {
    parameters: ['string'],
    raw: true,
    call: ([text = '']) => {
      const read = jsonValue(text);
      if (read instanceof TemplateError) throw read;
      return read ?? null;
    },
  },
  toToml: { parameters: ['any'], raw: true, call: ([value = null]) => toToml(value) },
};

function json(style: JsonStyle): TemplateFunction {
  return { parameters: ['any'], call: ([value = null]) => toJson(value, style) };
}

/** What a text holds, undefined for nothing, or why it cannot be read. */
type Read = GoValue | undefined | TemplateError;

function yamlValue(text: GoValue): Read {
  const source = stringOf(text);
  const { documents, diagnostics } = parseYaml(source, { file: '', typing: 'kubernetes' });
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem) return new TemplateError(`error converting YAML to JSON: ${problem.message}`);
  const root: YamlNode | undefined = documents[0]?.root;
  return root && readValue(root, text);
}

/** What the YAML library puts before the message of the JSON decoder under it. */
const YAML_PREFIX = 'error unmarshaling JSON: while decoding JSON: ';

function jsonValue(text: GoValue): Read {
  const read = fromJsonText(stringOf(text));
  const because = uncertaintyOf(text);
  return read === undefined || read instanceof TemplateError || !because
    ? read
    : doubtedInside(read, because);
}

/** Helm hands the error over as a value. */
function mappingOf(text: GoValue, read: (text: GoValue) => Read): Dict {
  const value = read(text);
  if (value instanceof Dict) return value;
  if (isNothing(value)) return new Dict();
  const prefix = read === yamlValue ? YAML_PREFIX : '';
  const message =
    value instanceof TemplateError ? value.message : prefix + wrongType(value, 'map[string]interface {}');
  return Dict.of([['Error', message]]);
}

function sequenceOf(text: GoValue, read: (text: GoValue) => Read): List {
  const value = read(text);
  if (value instanceof List) return value;
  if (isNothing(value)) return new List([]);
  const prefix = read === yamlValue ? YAML_PREFIX : '';
  return new List([
    value instanceof TemplateError ? value.message : prefix + wrongType(value, '[]interface {}'),
  ]);
}

function isNothing(value: Read): value is undefined | null {
  return value === undefined || (!(value instanceof TemplateError) && plain(value) === null);
}

function wrongType(value: GoValue, wanted: string): string {
  const bare = plain(value);
  const kinds = { string: 'string', number: 'number', boolean: 'bool', bigint: 'number' } as const;
  const kind = bare instanceof Dict ? 'object' : bare instanceof List ? 'array' : kinds[scalarType(bare)];
  return `json: cannot unmarshal ${kind} into Go value of type ${wanted}`;
}

function scalarType(value: unknown): 'string' | 'number' | 'boolean' | 'bigint' {
  const type = typeof value;
  return type === 'number' || type === 'boolean' || type === 'bigint' ? type : 'string';
}
