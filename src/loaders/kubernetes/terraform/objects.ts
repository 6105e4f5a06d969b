import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';
import { manifestsOf } from '../../objects/manifest.ts';
import { manifestData, nodeData } from '../../objects/to-data.ts';
import type { Converted, Path } from './convert.ts';
import { convertAttributes, ofFields } from './convert.ts';
import { kindOf } from './shapes.ts';

/** An object as its Terraform resource has it. */
export interface TerraformObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly attributes: DataObject;
  readonly converted: Converted | undefined;
}

/** The objects that a resource of the providers `kubernetes` and `kubectl` stands for. */
export function objectsOf(resource: Resource): readonly TerraformObject[] {
  const { type, attributes } = resource;
  if (type === 'kubernetes_manifest') return fromManifest(attributes['manifest']);
  if (type === 'kubectl_manifest') return fromText(attributes['yaml_body']);
  const kind = kindOf(type);
  if (!kind) return [];
  const fields = convertAttributes(attributes);
  const root = ofFields(fields, []);
  const metadata = fields.get('metadata')?.data;
  const named = isDataObject(metadata) ? metadata : {};
  const name = textOf(named['name']) ?? textOf(named['generateName']) ?? resource.name;
  const data = isDataObject(root.data) ? root.data : {};
  const object = { apiVersion: kind.apiVersion, kind: kind.kind, ...data };
  const shown = kind.kind === 'Secret' ? withoutContent(object) : object;
  return [{ ...kind, name, namespace: textOf(named['namespace']), attributes: shown, converted: root }];
}

/** What a Secret of Terraform holds is judged where it is written; here it is only known to be there. */
function withoutContent(object: DataObject): DataObject {
  const hidden = new Unknown({
    reason: 'not-in-inputs',
    detail: 'Terraform writes the content of the Secret',
  });
  return Object.fromEntries(
    Object.entries(object).map(([field, value]): [string, Data] => {
      if ((field !== 'data' && field !== 'binaryData') || !isDataObject(value)) return [field, value];
      return [field, Object.fromEntries(Object.keys(value).map((key) => [key, hidden]))];
    }),
  );
}

function fromManifest(data: Data | undefined): readonly TerraformObject[] {
  if (!isDataObject(data)) return [];
  const metadata = data['metadata'];
  const named = isDataObject(metadata) ? metadata : {};
  const apiVersion = textOf(data['apiVersion']);
  const kind = textOf(data['kind']);
  const name = textOf(named['name']);
  if (apiVersion === undefined || kind === undefined || name === undefined) return [];
  const converted = sameShape(data, ['manifest']);
  return [{ apiVersion, kind, name, namespace: textOf(named['namespace']), attributes: data, converted }];
}

function sameShape(data: Data, from: Path): Converted {
  const inner = new Map<string | number, Converted>();
  if (isDataObject(data)) {
    for (const [key, value] of Object.entries(data)) inner.set(key, sameShape(value, [...from, key]));
  } else if (isDataList(data)) {
    for (const [index, value] of data.entries()) inner.set(index, sameShape(value, [...from, index]));
  }
  return { data, from, inner };
}

function fromText(text: Data | undefined): readonly TerraformObject[] {
  if (Unknown.is(text) && text.partial?.kind === 'json') return fromManifest(text.partial.value);
  if (typeof text !== 'string') return [];
  const { documents } = parseYaml(text, { file: '', typing: 'kubernetes' });
  return documents
    .flatMap(({ root }) => manifestsOf(root, []))
    .map((manifest) => ({
      apiVersion: manifest.apiVersion,
      kind: manifest.kind,
      name: manifest.name,
      namespace: manifest.namespace,
      attributes: manifestData(manifest),
      // The whole text is what states every field.
      converted: { data: nodeData(manifest.root), from: ['yaml_body'], inner: new Map() },
    }));
}

function textOf(data: Data | undefined): string | undefined {
  return typeof data === 'string' ? data : undefined;
}
