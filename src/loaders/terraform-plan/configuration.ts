import type { Reference } from '../../core/value.ts';
import { at, isList, isObject, objectsAt, textAt, textsAt } from '../terraform-json/json.ts';
import type { Json, JsonObject } from '../terraform-json/json.ts';
import type { Resource } from '../../core/resource.ts';

type Path = readonly (string | number)[];

/** The configuration part of a plan: what each attribute was written from. */
export class Configuration {
  readonly #root: Json | undefined;
  readonly #resources = new Map<string, JsonObject>();
  /** Instances by module instance and block: `module.db["eu"]\0aws_subnet.a` → ids. */
  readonly #instances: ReadonlyMap<string, readonly Resource[]>;

  constructor(configuration: Json | undefined, resources: readonly Resource[]) {
    this.#root = at(configuration, 'root_module');
    this.#collect(this.#root, '');
    this.#instances = instancesOf(resources);
  }

  /** Every module folder's resources by the module's path without instance keys. */
  #collect(module: Json | undefined, path: string): void {
    for (const resource of objectsAt(module, 'resources')) {
      this.#resources.set(`${path}\u0000${blockName(resource)}`, resource);
    }
    for (const [name, call] of Object.entries(callsOf(module))) {
      this.#collect(at(call, 'module'), path === '' ? name : `${path}.${name}`);
    }
  }

  /** The block that a resource instance was made from. */
  block(module: string, resource: string): JsonObject | undefined {
    return this.#resources.get(`${callPath(module)}\u0000${resource}`);
  }

  /** The expression of an attribute, or undefined when nobody wrote it. */
  expression(module: string, resource: string, path: Path): Json | undefined {
    let current: Json | undefined = this.block(module, resource)?.['expressions'];
    for (const step of path) {
      if (isExpression(current)) return current;
      // A block that occurs once is an object, others are lists.
      current = typeof step === 'number' && isObject(current) ? current : at(current, step);
    }
    return current;
  }

  /** The resource attributes that an expression reads, through variables and outputs of modules. */
  references(expression: Json | undefined, module: string): readonly Reference[] {
    const found = new Map<string, Reference>();
    this.#follow(longest(textsAt(expression, 'references')), module, found, 0);
    return [...found.values()];
  }

  #follow(texts: readonly string[], module: string, found: Map<string, Reference>, depth: number): void {
    if (depth > 20) return;
    for (const text of texts) {
      const steps = stepsOf(text);
      const [first, second] = steps;
      if (first === 'var' && typeof second === 'string') this.#followVariable(second, module, found, depth);
      else if (first === 'module' && typeof second === 'string') {
        this.#followOutput(steps, module, found, depth);
      } else this.#addResource(steps, module, found);
    }
  }

  #followVariable(name: string, module: string, found: Map<string, Reference>, depth: number): void {
    if (module === '') return;
    const { parent, call } = splitModule(module);
    const expression = at(this.#module(parent), 'module_calls', call, 'expressions', name);
    this.#follow(longest(textsAt(expression, 'references')), parent, found, depth + 1);
  }

  #followOutput(steps: Path, module: string, found: Map<string, Reference>, depth: number): void {
    const call = String(steps[1]);
    const key = steps[2];
    const isKeyed = typeof key === 'number' || (typeof key === 'string' && key.startsWith('"'));
    const output = String(steps[isKeyed ? 3 : 2] ?? '');
    const child = [module, `module.${call}`].filter((part) => part !== '').join('.');
    const expression = at(this.#module(child), 'outputs', output, 'expression');
    const texts = longest(textsAt(expression, 'references'));
    for (const instance of this.#moduleInstances(child, isKeyed ? key : undefined)) {
      this.#follow(texts, instance, found, depth + 1);
    }
  }

  #moduleInstances(child: string, key: string | number | undefined): readonly string[] {
    if (key !== undefined) return [`${child}[${key}]`];
    const modules = new Set<string>();
    for (const name of this.#instances.keys()) {
      const [module = ''] = name.split('\u0000');
      if (module === child || module.startsWith(`${child}[`)) modules.add(ownInstance(module, child));
    }
    return modules.size > 0 ? [...modules] : [child];
  }

  #addResource(steps: Path, module: string, found: Map<string, Reference>): void {
    const isData = steps[0] === 'data';
    const block = steps.slice(0, isData ? 3 : 2).join('.');
    const rest = steps.slice(isData ? 3 : 2);
    const [key] = rest;
    const isKeyed = typeof key === 'number' || (typeof key === 'string' && key.startsWith('"'));
    for (const resource of this.#instances.get(`${module}\u0000${block}`) ?? []) {
      if (isKeyed && !resource.address.endsWith(`[${key}]`)) continue;
      const path = isKeyed ? rest.slice(1) : rest;
      found.set(`${resource.id}\u0000${path.join('.')}`, { resource: resource.id, path });
    }
  }

  #module(module: string): Json | undefined {
    let current = this.#root;
    for (const call of callPath(module)
      .split('.')
      .filter((part) => part !== '')) {
      current = at(current, 'module_calls', call, 'module');
    }
    return current;
  }
}

function instancesOf(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const resource of resources) {
    const block = `${resource.mode === 'data' ? 'data.' : ''}${resource.type}.${resource.name}`;
    const key = `${resource.module}\u0000${block}`;
    const known = found.get(key);
    if (known) known.push(resource);
    else found.set(key, [resource]);
  }
  return found;
}

/** The module calls of a module of a plan's configuration, by name. */
export function callsOf(module: Json | undefined): JsonObject {
  const calls = at(module, 'module_calls');
  return isObject(calls) ? calls : {};
}

function isExpression(json: Json | undefined): boolean {
  return isObject(json) && (isList(json['references']) || 'constant_value' in json);
}

function blockName(resource: JsonObject): string {
  const prefix = resource['mode'] === 'data' ? 'data.' : '';
  return `${prefix}${textAt(resource, 'type') ?? ''}.${textAt(resource, 'name') ?? ''}`;
}

/** `module.app["a"].module.db` → `app.db`. */
function callPath(module: string): string {
  return module.replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, '').replace(/(^|\.)module\./g, '$1');
}

function splitModule(module: string): { parent: string; call: string } {
  const match = /^(?:(.*)\.)?module\.([^.[\]]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?$/.exec(module);
  return { parent: match?.[1] ?? '', call: match?.[2] ?? '' };
}

/** The instance of `child` that a deeper module instance is part of. */
function ownInstance(module: string, child: string): string {
  const key = /^\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/.exec(module.slice(child.length));
  return `${child}${key?.[0] ?? ''}`;
}

/** `aws_subnet.a[0].id`, `aws_subnet.a[0]` and `aws_subnet.a` are one reference: the longest. */
function longest(texts: readonly string[]): readonly string[] {
  const goesOn = (other: string, text: string): boolean =>
    other.startsWith(text) && /^[.[]/.test(other.slice(text.length));
  return texts.filter((text) => !texts.some((other) => goesOn(other, text)));
}

/** `module.db["orders"].address` → module, db, "orders" (still quoted), address. */
function stepsOf(text: string): Path {
  const steps: (string | number)[] = [];
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^.[\]]+/g)) {
    steps.push(/^\d+$/.test(part) ? Number(part) : part);
  }
  return steps;
}
