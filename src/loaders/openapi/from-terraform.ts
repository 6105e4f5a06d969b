import type { Files } from '../../core/files.ts';
import { stackId } from '../../core/id.ts';
import { lookup } from '../../core/lookup.ts';
import { isOpaque, symbolicText, UNKNOWN_PIECE } from '../../core/partial-text.ts';
import type { Resource, Stack } from '../../core/resource.ts';
import { isDataList, isDataObject, Unknown } from '../../core/value.ts';
import type { Data } from '../../core/value.ts';
import { fileStack } from '../file-stack.ts';
import type { FileResource } from '../file-stack.ts';
import { dataNode } from './data-node.ts';
import { describeDocument } from './describe.ts';
import { isContract } from './is-contract.ts';
import type { Parsed } from './parse-document.ts';
import { LONGEST, parseDocument } from './parse-document.ts';
import { References } from './references.ts';

/**
 * Contracts that Terraform hands to gateways: a text, an encoded value with unknown parts, a rendered
 * template. One stack `contracts:<root>` for each Terraform stack that has any.
 */
export function contractsOfTerraform(stacks: readonly Stack[], files: Files): readonly Stack[] {
  const references = new References(files);
  return stacks.flatMap((stack) => {
    if (!stack.kind.startsWith('terraform')) return [];
    const resources = stack.resources.flatMap((resource) => contractOf(resource, stack, references) ?? []);
    if (resources.length === 0) return [];
    const made = fileStack({
      id: stackId(`contracts:${stack.id}`),
      kind: 'openapi',
      root: stack.root,
      resources,
      environments: stack.environments,
      because: 'gateways are made from it',
    });
    return [{ ...made, ofStack: stack.id, family: undefined }];
  });
}

/** Where each type keeps the document, and what the text is encoded with. */
const BODIES: {
  readonly [type: string]: { readonly path: readonly (string | number)[]; readonly isBase64?: true };
} = {
  aws_api_gateway_rest_api: { path: ['body'] },
  aws_apigatewayv2_api: { path: ['body'] },
  google_endpoints_service: { path: ['openapi_config'] },
  google_api_gateway_api_config: {
    path: ['openapi_documents', 0, 'document', 0, 'contents'],
    isBase64: true,
  },
  azurerm_api_management_api: { path: ['import', 0, 'content_value'] },
};

function contractOf(resource: Resource, stack: Stack, references: References): FileResource | undefined {
  const body = lookup(BODIES, resource.type);
  if (!body || resource.mode !== 'managed') return undefined;
  const data = at(resource.attributes, body.path);
  const parsed = parsedOf(data, body.isBase64 === true, resource.declaredAt.file);
  if (!parsed) return undefined;
  const { title, attributes } = describeDocument(parsed, references);
  const gateway = new Unknown({
    reason: 'computed-attribute',
    detail: `${resource.address} serves it`,
    refs: [{ resource: resource.id, path: ['id'] }],
  });
  return {
    address: resource.address,
    type: 'openapi',
    name: title ?? resource.address,
    attributes: { ...attributes, gateway },
    declaredAt: resource.declaredAt,
    origin: () => stack.trace({ resource: resource.id, path: body.path }),
  };
}

function at(data: Data, path: readonly (string | number)[]): Data | undefined {
  let found: Data | undefined = data;
  for (const step of path) {
    if (isDataList(found) && typeof step === 'number') found = found[step];
    else if (isDataObject(found) && typeof step === 'string') found = found[step];
    else if (step !== 0) return undefined;
  }
  return found;
}

function parsedOf(data: Data | undefined, isBase64: boolean, file: string): Parsed | undefined {
  if (Unknown.is(data)) {
    if (data.partial?.kind === 'json') {
      return { file, text: '', root: dataNode(data.partial.value, file), more: undefined };
    }
    if (isOpaque(data)) return undefined;
    const parsed = parsedText(symbolicText(data), file);
    return parsed && { ...parsed, pieces: piecesOf(data) };
  }
  if (typeof data !== 'string') return undefined;
  return parsedText(isBase64 ? decoded(data) : data, file);
}

function parsedText(text: string, file: string): Parsed | undefined {
  if (!isContract(text) || text.length > LONGEST) return undefined;
  return parseDocument(text, file).parsed;
}

function decoded(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

/** The unknown parts of a text, by where their stand-ins are. */
function piecesOf(text: Unknown): ReadonlyMap<number, Unknown> {
  const pieces = new Map<number, Unknown>();
  let at = 0;
  const walk = (value: string | Unknown): void => {
    if (Unknown.is(value) && value.partial?.kind === 'parts') return value.partial.parts.forEach(walk);
    if (Unknown.is(value)) pieces.set(at, value);
    at += Unknown.is(value) ? UNKNOWN_PIECE.length : value.length;
  };
  walk(text);
  return pieces;
}
