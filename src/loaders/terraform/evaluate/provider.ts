import type { ProviderConfiguration, Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject } from '../../../core/value.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import type { ConfigBlock, ProviderConfig } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import { toData } from '../values/data.ts';
import { blocksOfType } from './block-values.ts';
import { evaluateArgument } from './context.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { ResourceInstance } from './resource-instance.ts';

const configurations = new WeakMap<ModuleInstance, Map<string, ProviderConfiguration>>();

/**
 * The provider configuration that manages a resource instance: its `provider` argument, else the default of
 * its type.
 */
export function providerOf(instance: ResourceInstance, module: ModuleInstance): Resource['provider'] {
  const written = nameOf(instance.config.attributes.get('provider')?.attribute.expression);
  const implied =
    instance.config.type.slice(0, Math.max(0, instance.config.type.indexOf('_'))) || instance.config.type;
  return configurationOf(module, written ?? implied);
}

/**
 * `aws` or `aws.west`, seen from a module: declared there, passed by the call, or inherited from the caller.
 */
function configurationOf(module: ModuleInstance, key: string): ProviderConfiguration | undefined {
  const { dependence } = module.context;
  dependence?.read(module.address, `provider ${key}`);
  let known = configurations.get(module);
  if (!known) configurations.set(module, (known = new Map()));
  const cached = known.get(key);
  if (cached) return cached;
  const resolve = (): ProviderConfiguration | undefined => resolveConfiguration(module, key);
  const found = dependence ? dependence.within(module.address, `provider ${key}`, resolve) : resolve();
  if (found) known.set(key, found);
  return found;
}

function resolveConfiguration(module: ModuleInstance, key: string): ProviderConfiguration | undefined {
  const [name = key, alias] = key.split('.');
  const declared = module.config.providers.find(
    (provider) => provider.name === name && provider.alias === alias,
  );
  if (declared) return configurationFrom(module, declared);
  const { parent, call } = module;
  if (!parent || !call)
    return {
      name,
      alias,
      region: undefined,
      account: undefined,
      defaultTags: undefined,
      declaredAt: undefined,
    };
  const passed = passedProvider(call, key);
  if (passed !== undefined) return configurationOf(parent, passed);
  return configurationOf(parent, alias === undefined ? name : key);
}

function passedProvider(call: ConfigBlock, key: string): string | undefined {
  const expression = call.attributes.get('providers')?.attribute.expression;
  if (expression?.kind !== 'object') return undefined;
  const item = expression.items.find((one) => nameOf(one.key) === key);
  return item ? nameOf(item.value) : undefined;
}

/** `aws`, `aws.west` as written, with or without quotes. */
function nameOf(expression: Expression | undefined): string | undefined {
  switch (expression?.kind) {
    case 'variable':
      return expression.name;
    case 'get-attribute': {
      const target = nameOf(expression.target);
      return target === undefined ? undefined : `${target}.${expression.name}`;
    }
    case 'template': {
      const [part] = expression.parts;
      return part?.kind === 'text' ? part.value : undefined;
    }
    case 'parentheses':
      return nameOf(expression.inner);
    default:
      return undefined;
  }
}

function configurationFrom(module: ModuleInstance, provider: ProviderConfig): ProviderConfiguration {
  const value = (name: string): Data | undefined => {
    const argument = provider.attributes.get(name);
    return argument ? toData(evaluateArgument(argument, module.scope, module.context)) : undefined;
  };
  return {
    name: provider.name,
    alias: provider.alias,
    region: value('region'),
    account:
      onlyElement(value('allowed_account_ids')) ??
      accountOf(toData(blocksOfType(provider, 'assume_role', module.scope, module.context))) ??
      value('project') ??
      value('subscription_id'),
    defaultTags:
      tagsOf(toData(blocksOfType(provider, 'default_tags', module.scope, module.context))) ??
      value('default_labels'),
    declaredAt: rangeIn(provider.file, provider.block.header),
  };
}

function tagsOf(blocks: Data): Data | undefined {
  const [first] = isDataList(blocks) ? blocks : [];
  return isDataObject(first) ? first['tags'] : isDataList(blocks) ? undefined : blocks;
}

/** The account of the role that the provider assumes: the fifth part of its ARN. */
function accountOf(blocks: Data): Data | undefined {
  const [first] = isDataList(blocks) ? blocks : [];
  const arn = isDataObject(first) ? first['role_arn'] : undefined;
  const account = typeof arn === 'string' ? arn.split(':')[4] : undefined;
  return account === undefined || !/^\d{12}$/.test(account) ? undefined : account;
}

function onlyElement(list: Data | undefined): Data | undefined {
  return isDataList(list) && list.length === 1 ? list[0] : undefined;
}
