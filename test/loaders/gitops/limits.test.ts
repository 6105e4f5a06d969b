import { describe, expect, it } from 'vitest';
import { loadObjects } from '../../support/object-stacks.ts';

const APPLICATION = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\n';

describe('objects that deploy without end', () => {
  it('a chart that deploys itself under another name each time', () => {
    const { stacks } = loadObjects({
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/templates/app.yaml':
        APPLICATION + 'metadata: { name: "{{ .Release.Name }}-x" }\nspec: { source: { path: chart } }\n',
    });
    expect(stacks.length).toBeLessThan(5);
  });

  it('two folders that deploy each other', () => {
    const application = (name: string, path: string): string =>
      `${APPLICATION}metadata: { name: ${name} }\nspec: { source: { path: ${path} } }\n`;
    const { stacks } = loadObjects({
      'a/app.yaml': application('to-b', 'b'),
      'b/app.yaml': application('to-a', 'a'),
    });
    expect(stacks.map(({ id }) => id)).toEqual(['manifests:a', 'manifests:b']);
  });

  it('a Flux kustomization of the folder it stands in', () => {
    const { stacks } = loadObjects({
      'cluster/self.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\n' +
        'kind: Kustomization\n' +
        'metadata: { name: self }\n' +
        'spec: { path: ./cluster, sourceRef: { kind: GitRepository, name: x } }\n',
    });
    expect(stacks.map(({ id }) => id)).toEqual(['kustomize:cluster']);
  });

  it('a matrix of matrices is cut, and says so', () => {
    const elements = Array.from({ length: 200 }, (_one, index) => `{ a: "${index}" }`);
    const list = `{ list: { elements: [${elements.join(', ')}] } }`;
    const { notRead } = loadObjects({
      'set.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shop }
spec:
  generators:
    - matrix: { generators: [{ matrix: { generators: [${list}, ${list}] } }, ${list}] }
  template: { metadata: { name: '{{a}}' }, spec: { source: { path: '{{a}}' } } }
`,
    });
    expect(notRead.map(({ why }) => why)).toContain('shop: only the first 1000 of its applications are read');
  });

  it('what is not what it should be is passed over', () => {
    const odd = [
      'spec: 3',
      'spec: []',
      'spec: { source: [] }',
      'spec: { sources: {} }',
      'spec: { generators: { list: 1 }, template: 2 }',
    ];
    for (const kind of ['Application', 'ApplicationSet']) {
      for (const spec of odd) {
        const texts = {
          'a.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: { name: x }\n${spec}\n`,
        };
        expect(loadObjects(texts).stacks.map(({ id }) => id)).toEqual(['manifests:.']);
      }
    }
  });
});
