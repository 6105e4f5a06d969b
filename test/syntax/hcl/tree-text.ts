import type { Body, Expression, ObjectItem, SplatStep, TemplatePart } from '../../../src/syntax/hcl/ast.ts';

/** A tree as one line of text without places, for tests and comparisons with the HCL library. */
export function bodyText({ attributes, blocks }: Body): string {
  const attributeTexts = attributes.map(({ name, expression }) => `${name}=${treeText(expression)};`);
  const blockTexts = blocks.map(({ type, labels, body }) => {
    const labelTexts = labels.map(({ text }) => ` ${quoted(text)}`).join('');
    return `${type}${labelTexts}${bodyText(body)};`;
  });
  return `{${attributeTexts.join('')}${blockTexts.join('')}}`;
}

/** `$x` a variable, `.a(x)` an attribute, `T[…]` a template, `W[x]` the template `${x}`, `#1e0` a number. */
export function treeText(tree: Expression): string {
  switch (tree.kind) {
    case 'literal':
      return String(tree.value);
    case 'number':
      return numberText(tree.text);
    case 'template':
      return tree.form === 'bare' ? `k:${plainText(tree.parts)}` : templateText(tree.parts);
    case 'variable':
      return `$${tree.name}`;
    case 'get-attribute':
      return `.${tree.name}(${treeText(tree.target)})`;
    case 'index':
      return `idx(${treeText(tree.target)},${treeText(tree.key)})`;
    case 'splat':
      return `splat(${treeText(tree.target)},${stepsText('_', tree.steps)})`;
    case 'call':
      return `${tree.name}!(${listText(tree.arguments)}${tree.expandLast ? '...' : ''})`;
    case 'unary':
      return tree.operator + treeText(tree.operand);
    case 'binary':
      return `{${treeText(tree.left)}${tree.operator}${treeText(tree.right)}}`;
    case 'conditional':
      return `cond(${treeText(tree.condition)}?${treeText(tree.then)}:${treeText(tree.otherwise)})`;
    case 'tuple':
      return `[${listText(tree.items)}]`;
    case 'object':
      return `{${tree.items.map(itemText).join('')}}`;
    case 'for': {
      const key = tree.key ? `${treeText(tree.key)}=>` : '';
      const grouped = tree.grouped ? '...' : '';
      const condition = tree.condition ? ` if ${treeText(tree.condition)}` : '';
      const head = `${tree.keyName ?? ''},${tree.valueName},${treeText(tree.collection)}`;
      return `for(${head},${key}${treeText(tree.value)}${grouped}${condition})`;
    }
    case 'parentheses':
      return `(${treeText(tree.inner)})`;
  }
}

/** A whole template: one interpolation alone keeps the type of its value, all else is a string. */
export function templateText(parts: readonly TemplatePart[]): string {
  const [first] = parts;
  const isAlone = parts.length === 1 && first?.kind === 'interpolation';
  return isAlone ? `W[${treeText(first.expression)}]` : partsText(parts);
}

function partsText(parts: readonly TemplatePart[]): string {
  return `T[${parts
    .map(partText)
    .filter((text) => text !== '')
    .join(' ')}]`;
}

function partText(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.value === '' ? '' : quoted(part.value.normalize('NFC'));
    case 'interpolation':
      return treeText(part.expression);
    case 'if':
      return `cond(${treeText(part.condition)}?${partsText(part.then)}:${partsText(part.otherwise)})`;
    case 'for': {
      const head = `${part.keyName ?? ''},${part.valueName},${treeText(part.collection)}`;
      return `join(for(${head},${partsText(part.body)}))`;
    }
  }
}

function stepsText(target: string, steps: readonly SplatStep[]): string {
  let text = target;
  for (const step of steps) {
    if (step.kind === 'attribute') text = `.${step.name}(${text})`;
    else if (step.kind === 'index') text = `idx(${text},${treeText(step.key)})`;
    else text = `splat(${text},${stepsText('_', step.steps)})`;
  }
  return text;
}

function itemText({ key, value }: ObjectItem): string {
  return `${treeText(key)}=${treeText(value)},`;
}

function listText(items: readonly Expression[]): string {
  return items.map((item) => `${treeText(item)},`).join('');
}

function plainText(parts: readonly TemplatePart[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.value : '?')).join('');
}

function numberText(text: string): string {
  return `#${Number(text).toExponential().replace('e+', 'e')}`;
}

/** Everything but plain ASCII as a code point in angle brackets. */
function quoted(text: string): string {
  const characters = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isPlain = code >= 32 && code <= 126 && character !== '"' && character !== '\\';
    return isPlain ? character : `<${code.toString(16)}>`;
  });
  return `"${characters.join('')}"`;
}
