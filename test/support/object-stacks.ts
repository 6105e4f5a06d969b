import { expect } from 'vitest';
import type { Stack } from '../../src/core/resource.ts';
import { chooseStacks } from '../../src/graph/view.ts';
import type { LoadedObjects } from '../../src/loaders/kubernetes/load.ts';
import { loadKubernetes } from '../../src/loaders/kubernetes/load.ts';
import { memoryFiles } from './memory-files.ts';

type Texts = Readonly<Record<string, string>>;

/** Loads the Kubernetes objects of files by path. */
export function loadObjects(texts: Texts, selected: readonly string[] = []): LoadedObjects {
  return loadKubernetes(memoryFiles(texts), { selected });
}

/**
 * Every stack on a line: `● kustomize:prod  production/C  by Argo CD application shop  Deployment/shop/ui`,
 * with `○` for what the view of production leaves out. Lines may be broken between two parts.
 */
export function checkStacks(texts: Texts, expected: readonly string[]): void {
  expect(stackLines(texts)).toEqual(expected.map((line) => line.replaceAll(/\s*\n\s*/g, '  ')));
}

function stackLines(texts: Texts): readonly string[] {
  const { stacks } = loadObjects(texts);
  const choices = chooseStacks(stacks, 'production');
  return stacks.map((stack) => {
    const mark = choices.get(stack.id)?.chosen === true ? '●' : '○';
    return [mark, stack.id, ...environments(stack), ...deployers(stack), objects(stack)].join('  ');
  });
}

function environments({ environments: claims }: Stack): readonly string[] {
  return claims.map(({ name, grade }) => `${name}/${grade}`);
}

function deployers({ deployers: all = [] }: Stack): readonly string[] {
  return all.map(({ says, cluster }) => `by ${says}${cluster === undefined ? '' : ` on ${cluster}`}`);
}

function objects({ resources }: Stack): string {
  return resources.map(({ address }) => address).join(' ') || 'nothing';
}

/** The only stack with this id. */
export function stackOf({ stacks }: LoadedObjects, id: string): Stack {
  const found = stacks.find((stack) => stack.id === id);
  if (!found) throw new Error(`no stack ${id} among ${stacks.map((stack) => stack.id).join(', ')}`);
  return found;
}

/** A Deployment with one container. */
export function deployment(
  name: string,
  rest: { readonly namespace?: string; readonly replicas?: number | string } = {},
): string {
  const namespace = rest.namespace === undefined ? '' : `  namespace: ${rest.namespace}\n`;
  const replicas = rest.replicas === undefined ? '' : `  replicas: ${rest.replicas}\n`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${namespace}spec:
${replicas}  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: registry.shop.example/${name}:1.4.2
`;
}
