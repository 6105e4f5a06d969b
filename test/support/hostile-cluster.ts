const workload = (name: string, container: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  labels: &labels
    app: ${name}
spec:
  replicas: 2
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 1 } }
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels: { app: ${name}, tier: web }
    spec:
      serviceAccountName: ${name}
      terminationGracePeriodSeconds: 30
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule }
      containers:
        - name: ${name}
${container}
          ports: [{ name: http, containerPort: 8080 }]
          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 1Gi } }
          readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 5 }
          envFrom: [{ secretRef: { name: orders } }, { configMapRef: { name: settings } }]
          volumeMounts: [{ name: data, mountPath: /data }]
      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
`;

/** One file of every kind from which objects are made. */
export const cluster: Readonly<Record<string, string>> = {
  'deploy/base/kustomization.yaml': `resources: [orders.yaml, traffic.yaml]
configMapGenerator:
  - { name: settings, literals: [A=1, B=two], files: [settings.txt] }
generatorOptions: { labels: { made: "yes" } }
`,
  'deploy/base/settings.txt': 'A=1\n',
  'deploy/base/orders.yaml': workload('orders', '          image: registry.shop.example/orders:1.4.2'),
  'deploy/base/traffic.yaml': `apiVersion: v1
kind: Service
metadata: { name: orders, namespace: shop }
spec: { type: LoadBalancer, selector: { app: orders }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: orders, namespace: shop }
spec:
  rules:
    - host: orders.shop.example
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: orders, port: { number: 80 } } } }]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: orders, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
  minReplicas: 2
  maxReplicas: 5
  metrics:
    - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: orders, namespace: shop }
spec: { minAvailable: 50%, selector: { matchExpressions: [{ key: app, operator: In, values: [orders] }] } }
`,
  'deploy/components/quiet/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - target: { kind: Deployment }
    patch: '[{ "op": "add", "path": "/spec/template/metadata/annotations", "value": { "quiet": "yes" } }]'
`,
  'deploy/overlays/production/kustomization.yaml': `namespace: shop
namePrefix: prod-
resources: [../../base]
components: [../../components/quiet]
labels: [{ pairs: { environment: production }, includeSelectors: true }]
images: [{ name: registry.shop.example/orders, newTag: 1.5.0 }]
replicas: [{ name: orders, count: 3 }]
patches:
  - path: patch.yaml
  - target: { kind: Deployment, name: or.* }
    patch: |-
      - op: replace
        path: /spec/template/spec/containers/0/resources/requests/cpu
        value: 250m
      - { op: copy, from: /metadata/labels, path: /metadata/annotations }
replacements:
  - source: { kind: ConfigMap, name: settings, fieldPath: data.A }
    targets:
      - select: { kind: Deployment }
        fieldPaths: [spec.template.metadata.annotations.a]
        options: { create: true }
vars:
  - name: HOST
    objref: { apiVersion: v1, kind: Service, name: orders }
    fieldref: { fieldpath: metadata.name }
`,
  'deploy/overlays/production/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  template:
    spec:
      containers:
        - name: orders
          args: ["--host=$(HOST)"]
          env: [{ name: B, $patch: delete }]
`,
  'charts/refunds/Chart.yaml': `apiVersion: v2
name: refunds
version: 1.0.0
dependencies:
  - { name: cache, version: 1.0.0, condition: cache.enabled, alias: store, import-values: [data] }
  - { name: gone, version: ^2.0.0, repository: "https://charts.example" }
  - { name: orders, version: 1.0.0, repository: "file://../refunds" }
`,
  'charts/refunds/values.yaml': `replicas: &two 2
image: { repository: registry.shop.example/refunds, tag: "1.0" }
cache: { enabled: true, size: *two }
names: [a, b]
text: '{{ .Release.Name }}-{{ include "refunds.name" . }}'
global: { region: eu }
`,
  'charts/refunds/values-production.yaml': 'replicas: 3\ncache:\n  enabled: null\n',
  'charts/refunds/templates/_helpers.tpl':
    '{{- define "refunds.name" -}}{{ printf "%s-%v" .Release.Name .Values.replicas | trunc 20 }}{{- end }}\n',
  'charts/refunds/templates/all.yaml': `{{- range $index, $name := .Values.names }}
---
${workload(
  '{{ include "refunds.name" $ }}-{{ $name }}',
  '          image: "{{ $.Values.image.repository }}:{{ $.Values.image.tag }}"\n' +
    '          {{- with $.Values.global }}\n' +
    '          env: [{ name: REGION, value: {{ .region | quote }} }]\n' +
    '          {{- end }}',
)}{{- end }}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: {{ tpl .Values.text . }} }
data: {{- .Files.AsConfig | nindent 2 }}
  all: {{ toYaml .Values | nindent 4 | quote }}
`,
  'charts/refunds/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
  'charts/refunds/charts/cache/values.yaml': 'exports: { data: { names: [c] } }\n',
  'charts/refunds/charts/cache/templates/cache.yaml': `{{ if gt (int .Values.size) 1 -}}
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: {{ .Chart.Name }} }
spec: { replicas: {{ .Values.size }}, template: { spec: { containers: [{ name: cache, image: cache }] } } }
{{- end }}
`,
  'argocd/applications.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, labels: { environment: production } }
spec:
  source: { path: deploy/overlays/production, kustomize: { namePrefix: a-, images: ["orders=orders:2"] } }
  destination: { namespace: shop, name: production }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: refunds }
spec:
  sources:
    - path: charts/refunds
      helm: { valueFiles: [values-production.yaml], parameters: [{ name: "names[1]", value: z }] }
    - { ref: values, repoURL: "https://git.example/shop" }
---
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: all }
spec:
  goTemplate: true
  generators:
    - matrix:
        generators:
          - git: { directories: [{ path: deploy/* }, { path: charts/*, exclude: true }] }
          - list: { elements: [{ cluster: production }, { cluster: staging }] }
  template:
    metadata: { name: '{{ .path.basename }}-{{ .cluster }}' }
    spec: { source: { path: '{{ .path.path }}' }, destination: { name: '{{ .cluster }}' } }
`,
  'clusters/production/flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: shop, namespace: flux-system }
spec:
  path: ./deploy/base
  targetNamespace: shop
  sourceRef: { kind: GitRepository, name: shop }
  dependsOn: [{ name: shop }]
  postBuild: { substitute: { A: "1", B: "\${A:=\${B}}" }, substituteFrom: [{ kind: ConfigMap, name: x }] }
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: refunds }
spec:
  chart: { spec: { chart: ./charts/refunds, sourceRef: { kind: GitRepository, name: shop } } }
  values: { replicas: 4, names: [x] }
  valuesFrom: [{ kind: ConfigMap, name: x, valuesKey: y }]
`,
  'local/helmfile.yaml': `environments:
  production: { values: [{ replicas: 7 }] }
bases: [helmfile.yaml]
---
releases:
  - name: refunds
    chart: ../charts/refunds
    values: [values.yaml.gotmpl, { a: 1 }]
`,
  'local/values.yaml.gotmpl':
    'replicas: {{ .Values.replicas }}\nname: {{ env "HOME" }}{{ exec "id" (list) }}\n',
  'plain/more.yaml': `apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "*/5 * * * *"
  jobTemplate: { spec: { template: { spec: { containers: [{ name: a, image: b }] } } } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: all }
spec:
  podSelector: {}
  ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: all }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: orders, namespace: shop }]
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: refunds }
spec:
  scaleTargetRef: { name: refunds }
  triggers: [{ type: cpu, metadata: { value: "50" } }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: orders, namespace: shop }
spec: { parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: orders, port: 80 }] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: orders, namespace: shop }
spec:
  hosts: [orders]
  http: [{ route: [{ destination: { host: orders } }], timeout: 3s, retries: { attempts: 3 } }]
---
apiVersion: v1
kind: LimitRange
metadata: { name: all, namespace: shop }
spec: { limits: [{ type: Container, default: { cpu: 1, memory: 1Gi } }] }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 10Gi } } }
`,
  'plain/list.json':
    '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"lone"},' +
    '"spec":{"containers":[{"name":"a","image":"b","securityContext":{"privileged":true}}]}}]}\n',
  'infra/cluster.tf': `resource "kubernetes_manifest" "orders" {
  manifest = yamldecode(file("\${path.module}/../deploy/base/orders.yaml"))
}
resource "kubectl_manifest" "more" {
  yaml_body = file("\${path.module}/../plain/more.yaml")
}
resource "helm_release" "refunds" {
  name   = "refunds"
  chart  = "../charts/refunds"
  values = [file("\${path.module}/../charts/refunds/values-production.yaml"), yamlencode({ replicas = 9 })]
  set {
    name  = "names[2]"
    value = "{x,y}"
  }
}
`,
  Dockerfile: `ARG BASE=node:20
FROM \${BASE} AS build
COPY --from=build ../../etc/passwd /
RUN npm ci && \\
    npm run build
FROM build
USER root
ENTRYPOINT ["node", "orders.js"]
`,
};
