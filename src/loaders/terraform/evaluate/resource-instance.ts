import { resourceId } from '../../../core/id.ts';
import type { ResourceId } from '../../../core/id.ts';
import { Unknown } from '../../../core/value.ts';
import type { DataObject, Data } from '../../../core/value.ts';
import type { ResourceConfig } from '../config/module-config.ts';
import { dataSourceAttribute } from '../data-sources/registry.ts';
import { toData } from '../values/data.ts';
import { convert } from '../values/convert.ts';
import { canConvert } from '../values/convertible.ts';
import { mapOf } from '../values/type.ts';
import type { TfValue } from '../values/value.ts';
import { isNull, tuple, unknownOf } from '../values/value.ts';
import { blocksOfType, blockTypes } from './block-values.ts';
import type { StackContext } from './context.ts';
import { evaluateArgument, Memo } from './context.ts';
import type { Instance } from './expansion.ts';
import { Handle } from './handle.ts';
import type { Scope } from './scope.ts';

const META_ARGUMENTS: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'depends_on']);

/** One instance of a resource or data source. Attributes are evaluated once, when somebody asks. */
export class ResourceInstance {
  readonly config: ResourceConfig;
  readonly address: string;
  readonly id: ResourceId;
  readonly scope: Scope;
  readonly unknownCount: boolean;
  readonly moduleAddress: string;
  /** The whole instance as a value. */
  readonly value: TfValue;
  readonly #context: StackContext;
  readonly #memo: Memo;

  constructor(options: InstanceOptions) {
    const { config, instance, moduleAddress, scope, context, unknownCount } = options;
    this.config = config;
    this.moduleAddress = moduleAddress;
    const prefix = moduleAddress === '' ? '' : `${moduleAddress}.`;
    this.address = `${prefix}${config.key}${instance.suffix}`;
    this.id = resourceId(context.stack, this.address);
    this.scope = { ...scope, keys: instance.keys };
    this.unknownCount = unknownCount;
    this.#context = context;
    this.#memo = new Memo(context, this.address);
    const init = {
      reason: config.mode === 'data' ? ('data-source' as const) : ('computed-attribute' as const),
      detail: `${this.address} is known only after apply`,
      refs: [{ resource: this.id, path: [] }],
    };
    this.value = unknownOf('dynamic', new Handle(init, (name) => this.attribute(name)), { notNull: true });
    context.instances.set(this.id, this);
  }

  /**
   * An attribute or nested block as other expressions see it: written, computed by a known data source, or
   * unknown.
   */
  attribute(name: string): TfValue {
    return this.#memo.get(name, `${this.address}.${name}`, () => {
      const written = this.#has(name) ? this.attributeAsWritten(name) : undefined;
      if (written && !isNull(written))
        return this.config.attributes.has(name) ? asKept(name, written) : this.#withComputed(written, [name]);
      return dataSourceAttribute(this, name, this.#context) ?? this.#computed(name);
    });
  }

  /**
   * Nested blocks as other expressions see them: beside what is written, the provider may compute attributes.
   */
  #withComputed(value: TfValue, path: readonly (string | number)[]): TfValue {
    const { content } = value;
    if (Array.isArray(content)) {
      const items: readonly TfValue[] = content;
      return tuple(items.map((item, index) => this.#withComputed(item, [...path, index])));
    }
    if (!(content instanceof Map)) return value;
    const entries: ReadonlyMap<string, TfValue> = content;
    const refs = [{ resource: this.id, path }];
    const detail = `${this.address}.${path.join('.')} is known only after apply`;
    const attribute = (name: string): TfValue => {
      const written = entries.get(name);
      if (!written || isNull(written)) return this.#computed(name, [...path, name]);
      return Array.isArray(written.content) ? this.#withComputed(written, [...path, name]) : written;
    };
    return unknownOf('dynamic', new Handle({ reason: 'computed-attribute', detail, refs }, attribute), {
      notNull: true,
    });
  }

  #has(name: string): boolean {
    return (
      (this.config.attributes.has(name) && !META_ARGUMENTS.has(name)) ||
      blockTypes(this.config).includes(name)
    );
  }

  /** What is written for an attribute or block type; undefined when nothing is. */
  #written(name: string): TfValue | undefined {
    const argument = this.config.attributes.get(name);
    if (argument && !META_ARGUMENTS.has(name)) return evaluateArgument(argument, this.scope, this.#context);
    if (!blockTypes(this.config).includes(name)) return undefined;
    return blocksOfType(this.config, name, this.scope, this.#context);
  }

  #computed(name: string, path: readonly (string | number)[] = [name]): TfValue {
    const refs = [{ resource: this.id, path }];
    if (this.config.mode === 'data') {
      const detail = `${this.address}.${path.join('.')} is looked up when terraform runs`;
      const settledBy = `--data ${this.config.type}='{${name}=…}'`;
      return unknownOf('dynamic', new Unknown({ reason: 'data-source', detail, settledBy, refs }));
    }
    if (this.config.type === 'terraform_data' && name === 'output' && this.config.attributes.has('input')) {
      return this.attribute('input');
    }
    const detail = `${this.address}.${path.join('.')} is known only after apply`;
    const settledBy = 'a plan or the state (--plan, --state)';
    return unknownOf('dynamic', new Unknown({ reason: 'computed-attribute', detail, settledBy, refs }));
  }

  /** Everything written, as data: attributes and nested blocks (lists of objects). */
  attributes(): DataObject {
    const entries: [string, Data][] = [];
    for (const name of this.config.attributes.keys()) {
      if (!META_ARGUMENTS.has(name)) entries.push([name, toData(this.attributeAsWritten(name))]);
    }
    for (const type of blockTypes(this.config)) {
      if (!this.config.attributes.has(type)) entries.push([type, toData(this.attributeAsWritten(type))]);
    }
    if (this.config.mode === 'data') {
      const json = dataSourceAttribute(this, 'json', this.#context);
      if (json) entries.push(['json', toData(json)]);
    }
    return Object.fromEntries(entries);
  }

  /** Like `attribute`, but a written null stays null: the provider's default is not our business here. */
  attributeAsWritten(name: string): TfValue {
    return this.#memo.get(`=${name}`, `${this.address}.${name}`, () => {
      const written = this.#written(name);
      if (!written) throw new Error(`${this.address} has no ${name}`);
      return written;
    });
  }
}

const MAP_OF_TEXT = mapOf('string');

/**
 * What others read of an attribute has the provider's type: tags and labels are maps of texts, whatever was
 * written. Other attributes are read as written: the providers' types are not part of our inputs.
 */
function asKept(name: string, written: TfValue): TfValue {
  const isTags = (name === 'tags' || name === 'labels') && written.content instanceof Map;
  return isTags && canConvert(written.type, MAP_OF_TEXT) ? convert(written, MAP_OF_TEXT) : written;
}

export interface InstanceOptions {
  readonly config: ResourceConfig;
  readonly instance: Instance;
  readonly moduleAddress: string;
  readonly scope: Scope;
  readonly context: StackContext;
  readonly unknownCount: boolean;
}
