import { clusterAndCloud } from '../../support/cluster-and-cloud.ts';

const KINDS: ReadonlySet<string> = new Set(['calls', 'stores', 'publishes', 'consumes']);

/** Who needs whom in a shop: `web -> orders calls`. */
export function calls(
  files: string | Readonly<Record<string, string>>,
  candidates = false,
): readonly string[] {
  const estate = clusterAndCloud(files);
  const wanted = (candidates ? estate.candidates : estate.dependencies).filter(({ kind }) => KINDS.has(kind));
  return wanted.map(
    ({ from, to, kind }) => `${estate.component(from).name} -> ${estate.component(to).name} ${kind}`,
  );
}

/** A Deployment of the namespace `shop`. */
export function workload(name: string, spec: string): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { ${spec} }
`;
}

/** Containers of a workload: one, of an image of its own. */
export function pods(name: string, rest = ''): string {
  return `containers: [{ name: ${name}, image: "registry.shop.example/${name}:1", ${rest} }]`;
}

/** A Service of the namespace `shop`. */
export function service(name: string, annotations = '{}'): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop, annotations: ${annotations} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`;
}

/** An object of a kind that an operator knows. */
export function custom(api: string, kind: string, name: string, spec = '{}', namespace = 'shop'): string {
  return `
---
apiVersion: ${api}
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`;
}

/** A ConfigMap with one file. */
export function configMap(name: string, file: string, lines: readonly string[], labels = '{}'): string {
  return `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: shop, labels: ${labels} }
data:
  ${file}: |
${lines.map((line) => `    ${line}`).join('\n')}
`;
}

/** A volume of a ConfigMap and the mount of it, for `pods`. */
export function mounted(name: string): { readonly mount: string; readonly volume: string } {
  return {
    mount: `volumeMounts: [{ name: files, mountPath: /etc/shop }]`,
    volume: `volumes: [{ name: files, configMap: { name: ${name} } }]`,
  };
}
