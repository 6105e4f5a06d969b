import type { Diagnostic } from '../../core/diagnostic.ts';
import { isDenied } from '../../core/files.ts';
import { folderOf, isSelected } from '../../core/path.ts';
import type { NotRead } from '../../core/resource.ts';
import type { FileResource } from '../file-stack.ts';
import { stacksByRole } from '../file-stack.ts';
import type { Loader } from '../loaded.ts';
import { describeDocument } from './describe.ts';
import { isContract } from './is-contract.ts';
import { LONGEST, parseDocument } from './parse-document.ts';
import { References } from './references.ts';

/**
 * Reads contracts of HTTP interfaces wherever they stand, told by what they say and not by their names. They
 * deploy nothing: one stack holds all of them, others those of examples and tests.
 */
export const loadOpenapi: Loader = (files, { selected }) => {
  const resources: FileResource[] = [];
  const diagnostics: Diagnostic[] = [];
  const notRead: NotRead[] = [];
  const references = new References(files);
  for (const file of files.list()) {
    if (!mayBeOne(file) || !isSelected(folderOf(file), selected)) continue;
    const text = files.read(file);
    if (isDenied(text) || !isContract(text)) continue;
    if (text.length > LONGEST) {
      diagnostics.push(tooLong(file, text.length));
      notRead.push({ file, kind: 'openapi', why: 'it is longer than contracts that are read' });
      continue;
    }
    const { parsed, diagnostics: problems } = parseDocument(text, file);
    diagnostics.push(...problems);
    if (!parsed) notRead.push({ file, kind: 'openapi', why: 'it cannot be parsed' });
    else resources.push(contract(file, describeDocument(parsed, references)));
  }
  return {
    stacks: stacksByRole({ kind: 'openapi', because: BECAUSE, resources, selected }),
    notRead,
    diagnostics: [...diagnostics, ...references.diagnostics],
  };
};

const BECAUSE = 'it describes an interface';

const NAME = /\.(ya?ml|json)(\.(tftpl|tpl|tmpl|j2))?$|\.(tftpl|tmpl|tpl)$/;
// Copies of what others publish.
const VENDORED = /(^|\/)(node_modules|bower_components|vendor|vendored|third[-_]?party|\.terraform)\//;

function mayBeOne(file: string): boolean {
  return NAME.test(file) && !VENDORED.test(file);
}

function contract(
  file: string,
  { title, attributes, origin }: ReturnType<typeof describeDocument>,
): FileResource {
  const at = origin([]);
  return {
    address: file,
    type: 'openapi',
    name: title ?? file,
    attributes,
    declaredAt: at.kind === 'literal' ? at.at : { file, start: 0, end: 0 },
    origin,
  };
}

function tooLong(file: string, length: number): Diagnostic {
  const megabytes = Math.ceil(length / 1_000_000);
  return {
    severity: 'warning',
    code: 'openapi-too-long',
    message:
      `${file} has ${megabytes} MB; contracts of more than ${LONGEST / 1_000_000} MB are not read. ` +
      'Split it with $ref, or leave it out if it belongs to somebody else.',
    at: { file, start: 0, end: 0 },
  };
}
