/**
 * What terraform expects at each place of its JSON syntax: a property there is a block or an attribute, and a
 * string can be a template, a literal or an expression. JSON does not tell which; terraform's schemas do
 * (https://developer.hashicorp.com/terraform/language/syntax/json; terraform 1.11).
 */
export interface BlockShape {
  /** Properties that are blocks; every other one is an attribute. */
  readonly blocks: { readonly [type: string]: NestedShape };
  /** How strings of the attributes are read, if not as templates: by name, `*` for all others. */
  readonly strings: { readonly [attribute: string]: StringMeaning };
  /** The same for members of an attribute that is an object. */
  readonly members?: { readonly [member: string]: StringMeaning };
}

export interface NestedShape extends BlockShape {
  /** How many names stand between the type and the body. */
  readonly labels: number;
}

/**
 * `template`: `${…}` counts. `literal`: as it stands. `expression`: native syntax without `${…}`, as in
 * `"depends_on": ["aws_db_instance.orders"]`.
 */
export type StringMeaning = 'template' | 'literal' | 'expression';

const EXPRESSION = 'expression';
const LITERAL = 'literal';
const plain = (labels = 0): NestedShape => ({ labels, blocks: {}, strings: {} });
const literal = (labels = 0): NestedShape => ({ labels, blocks: {}, strings: { '*': LITERAL } });

const dynamicBlock: NestedShape = {
  labels: 1,
  strings: { iterator: EXPRESSION },
  get blocks() {
    return { content: { labels: 0, blocks: { dynamic: dynamicBlock }, strings: {} } };
  },
};
const connection = plain();
const provisioner: NestedShape = {
  labels: 1,
  blocks: { connection },
  strings: { when: EXPRESSION, on_failure: EXPRESSION },
};
const lifecycle: NestedShape = {
  labels: 0,
  blocks: { precondition: plain(), postcondition: plain() },
  strings: { ignore_changes: EXPRESSION, replace_triggered_by: EXPRESSION },
};
const references = { depends_on: EXPRESSION, provider: EXPRESSION } as const;
const resource: NestedShape = {
  labels: 2,
  blocks: { lifecycle, provisioner, connection, dynamic: dynamicBlock },
  strings: references,
};
const dataSource: NestedShape = {
  labels: 2,
  blocks: { lifecycle, dynamic: dynamicBlock },
  strings: references,
};

/** A file of declarations (.tf.json). */
export const CONFIGURATION: BlockShape = {
  strings: {},
  blocks: {
    resource,
    data: dataSource,
    ephemeral: dataSource,
    module: {
      labels: 1,
      blocks: {},
      strings: { source: LITERAL, version: LITERAL, depends_on: EXPRESSION, providers: EXPRESSION },
    },
    variable: {
      labels: 1,
      blocks: { validation: plain() },
      strings: { type: EXPRESSION, '*': LITERAL },
    },
    output: {
      labels: 1,
      blocks: { precondition: plain() },
      strings: { description: LITERAL, depends_on: EXPRESSION },
    },
    provider: { labels: 1, blocks: { dynamic: dynamicBlock }, strings: { alias: LITERAL, version: LITERAL } },
    locals: plain(),
    terraform: {
      labels: 0,
      strings: { experiments: EXPRESSION, '*': LITERAL },
      blocks: {
        backend: literal(1),
        required_providers: { ...literal(), members: { configuration_aliases: EXPRESSION } },
        cloud: { ...literal(), blocks: { workspaces: literal() } },
        provider_meta: plain(1),
      },
    },
    moved: { ...plain(), strings: { '*': EXPRESSION } },
    import: { ...plain(), strings: { to: EXPRESSION, provider: EXPRESSION } },
    removed: {
      labels: 0,
      blocks: { lifecycle: plain(), provisioner, connection },
      strings: { from: EXPRESSION },
    },
    check: { labels: 1, blocks: { data: dataSource, assert: plain() }, strings: {} },
  },
};

/** A file of values (.tfvars.json): attributes only, nothing is evaluated. */
export const VARIABLE_VALUES: BlockShape = { blocks: {}, strings: { '*': 'literal' } };
