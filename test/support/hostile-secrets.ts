import { SECRET } from './hostile-shop.ts';

const encoded = btoa(SECRET);

/** The files that hold the secret in each way a cluster gets one; they are read as they are. */
export const secretObjects: Readonly<Record<string, string>> = {
  'secrets/secret.yaml': `apiVersion: v1
kind: Secret
metadata: { name: orders }
stringData: { password: ${SECRET}, "a \u001bb": "x ${SECRET} y" }
data: { token: ${encoded}, ? [odd] : 1 }
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Secret, metadata: { name: listed }, data: [${encoded}], stringData: ${SECRET} }
  - apiVersion: apps/v1
    kind: Deployment
    metadata: { name: ledger }
    spec:
      template:
        spec:
          containers:
            - name: ledger
              image: registry.shop.example/ledger:1.0.0
              args: ["--db-password=${SECRET}"]
              env:
                - { name: DB_PASSWORD, value: ${SECRET} }
                - { name: DATABASE_URL, value: "postgres://ledger:${SECRET}@ledger:5432/ledger" }
`,
  'secrets/generated/kustomization.yaml': `resources: [secret.yaml]
secretGenerator:
  - { name: literal, literals: [password=${SECRET}] }
  - { name: env, envs: [.env] }
  - { name: file, files: [password.txt, "x=password.txt"] }
patches:
  - target: { kind: Secret }
    patch: |-
      - { op: add, path: /stringData/more, value: "${SECRET}" }
      - { op: test, path: /stringData/password, value: ${SECRET}1 }
replacements:
  - source: { kind: Secret, name: orders, fieldPath: stringData.password }
    targets: [{ select: { kind: Secret }, fieldPaths: [stringData.copied], options: { create: true } }]
`,
  'secrets/generated/secret.yaml': `apiVersion: v1
kind: Secret
metadata: { name: orders }
stringData: { password: ${SECRET} }
`,
  'secrets/generated/.env': `PASSWORD=${SECRET}\n`,
  'secrets/generated/password.txt': SECRET,
  'secrets/chart/Chart.yaml': 'apiVersion: v2\nname: ledger\nversion: 1.0.0\n',
  'secrets/chart/values.yaml': `password: ${SECRET}\nnested: { token: "${SECRET}" }\n`,
  'secrets/chart/templates/secret.yaml': `apiVersion: v1
kind: Secret
metadata: { name: ledger }
data:
  password: {{ .Values.password | b64enc }}
  wrong: {{ required "no value" .Values.none }}
stringData:
  all: {{ toYaml .Values | quote }}
`,
  'secrets/chart/templates/fails.yaml': 'a: {{ fail (printf "no %s" .Values.password) }}\n',
  'secrets/chart/templates/number.yaml': 'a: {{ atoi .Values.password | add .Values.nested }}\n',
  'secrets/chart/templates/broken.yaml': 'a: [{{ .Values.password }}\nb: }{{ .Values.nested.token }}\n',
  'secrets/releases.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ledger }
spec:
  source: { path: secrets/chart, helm: { parameters: [{ name: password, value: ${SECRET} }] } }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ledger }
spec:
  chart: { spec: { chart: ./secrets/chart, sourceRef: { kind: GitRepository, name: shop } } }
  values: { password: ${SECRET} }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ledger }
spec:
  path: ./secrets/flux
  sourceRef: { kind: GitRepository, name: shop }
  postBuild: { substitute: { PASSWORD: ${SECRET} } }
`,
  'secrets/flux/secret.yaml': `apiVersion: v1
kind: Secret
metadata: { name: flux }
stringData: { password: "\${PASSWORD}", more: "a\${PASSWORD}" }
`,
};
