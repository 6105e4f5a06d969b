import type { Stated } from '../../../core/component.ts';
import type { Location } from '../../../core/location.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt, readBool, readText } from '../../read.ts';
import type { Path } from '../../read.ts';
import { gather } from '../gather.ts';

/** States what sends traces: switches of the cloud, settings of the libraries, sidecars, what injects. */
export const traces: LinkPass = {
  name: 'traces',
  after: ['kubernetes-settings', 'compute-settings'],
  run(draft) {
    for (const { type, path } of SWITCHES) {
      for (const resource of draft.ofType(type)) switched(draft, resource, path);
    }
    for (const component of draft.components.values()) {
      const { kind, facts, main } = component;
      if (facts.traced?.value === true || !main) continue;
      if (kind !== 'function' && kind !== 'workload') continue;
      if (isCollector(component)) continue;
      facts.traced =
        bySetting(component) ?? byCompany(component) ?? byFunction(component, main) ?? facts.traced;
      facts.traced ??= inside(component, main);
    }
    stages(draft);
  },
};

/** Switches of the provider that are off unless somebody turns them on. */
const SWITCHES: readonly { readonly type: string; readonly path: Path }[] = [
  { type: 'aws_appsync_graphql_api', path: ['xray_enabled'] },
  { type: 'aws_sfn_state_machine', path: ['tracing_configuration', 0, 'enabled'] },
];

const XRAY = 'https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html';

function switched(draft: GraphDraft, resource: Resource, path: Path): void {
  const component = draft.componentOf(resource.id);
  if (!component) return;
  component.facts.traced = readBool(resource, path, { value: false, source: XRAY });
  component.remedies['send-traces'] = switchOn(resource, path, true);
}

function switchOn(resource: Resource, path: Path, value: string | boolean): Remedy {
  const words = path.filter((step) => typeof step === 'string').join('.');
  return {
    title: `Set ${words} = ${String(value)}`,
    safety: 'review',
    caution: 'Its role must be allowed to write to X-Ray, and traces are paid for by number.',
    intents: [{ op: 'set', at: at(resource, ...path), value }],
  };
}

/** An API is traced where its stage is. */
function stages(draft: GraphDraft): void {
  const API = { types: ['aws_api_gateway_rest_api'], by: ['id'] };
  for (const stage of draft.ofType('aws_api_gateway_stage')) {
    const traced = readBool(stage, ['xray_tracing_enabled'], { value: false, source: XRAY });
    for (const target of draft.follow(dataAt(stage, 'rest_api_id'), stage, API).targets) {
      const api = draft.componentOf(target.id);
      if (!api || api.facts.traced?.value === true) continue;
      api.facts.traced = traced;
      api.remedies['send-traces'] = switchOn(stage, ['xray_tracing_enabled'], true);
    }
  }
}

// Variables that libraries and agents of tracing read; each is documented by its maker.
const SETTINGS: readonly RegExp[] = [
  /^OTEL_(EXPORTER_OTLP_(TRACES_)?ENDPOINT|TRACES_EXPORTER|TRACES_SAMPLER|PROPAGATORS)$/,
  /^OTEL_EXPORTER_(JAEGER|ZIPKIN)_\w+$/,
  /^(AWS_LAMBDA_EXEC_WRAPPER|AWS_XRAY_DAEMON_ADDRESS|APPLICATIONINSIGHTS_CONNECTION_STRING)$/,
  /^JAEGER_(AGENT_HOST|ENDPOINT|SERVICE_NAME)$/,
  /^ZIPKIN_(\w+_)?(URL|ENDPOINT)$/,
  /^MANAGEMENT_(ZIPKIN|OTLP)_TRACING_ENDPOINT$/,
  /^DD_(AGENT_HOST|TRACE_AGENT_URL|TRACE_ENABLED|TRACE_AGENT_HOSTNAME)$/,
  /^(NEW_RELIC_LICENSE_KEY|ELASTIC_APM_SERVER_URL|HONEYCOMB_API_KEY)$/,
];
const SWITCHED_OFF: { readonly [name: string]: RegExp } = {
  OTEL_TRACES_EXPORTER: /^none$/i,
  DD_TRACE_ENABLED: /^(false|0)$/i,
};
const WRAPPER = /otel|instrument|datadog|newrelic|dynatrace/i;

function bySetting({ facts }: ComponentDraft): Stated<boolean> | undefined {
  const settings = facts.settings ?? [];
  const off = settings.find(({ name, value }) => name === 'OTEL_SDK_DISABLED' && value === 'true');
  if (off) return told(false, off.at, 'OTEL_SDK_DISABLED = true');
  for (const { name, value, at: place } of settings) {
    if (!SETTINGS.some((pattern) => pattern.test(name))) continue;
    if (name === 'AWS_LAMBDA_EXEC_WRAPPER' && typeof value === 'string' && !WRAPPER.test(value)) continue;
    if (value === '') continue;
    const isOff = typeof value === 'string' && SWITCHED_OFF[name]?.test(value) === true;
    return told(!isOff, place, isOff ? `${name} switches it off` : `${name} tells it where traces go`);
  }
  return undefined;
}

function told(value: boolean, place: Location, says: string): Stated<boolean> {
  return { value, at: [place], origin: 'written', says };
}

// Images that take traces and pass them on.
const COLLECTORS =
  /(opentelemetry|otel)-?collector|otelcol|aws-xray-daemon|jaeger-agent|datadog(-|\/)agent|adot/;

function isCollector({ facts }: ComponentDraft): boolean {
  const images = [
    ...(facts.pods?.containers ?? []).flatMap(({ image, role }) => (role === 'main' ? (image ?? []) : [])),
    ...(facts.images ?? []).map(({ image }) => image),
  ];
  const [only] = images.map(({ repository }) => repository);
  return images.length === 1 && typeof only === 'string' && COLLECTORS.test(only);
}

const TEMPLATES: readonly Path[] = [['spec', 'template', 'metadata'], ['metadata']];
const INJECTS: readonly RegExp[] = [
  /^instrumentation\.opentelemetry\.io\/inject-(?!sdk-config)/,
  /^sidecar\.(opentelemetry|jaegertracing)\.io\/inject$/,
  /^admission\.datadoghq\.com\/(enabled|[a-z]+-lib\.version)$/,
];

/** What stands beside it in its pod or task, and what an operator puts there. */
function byCompany({ facts, main }: ComponentDraft): Stated<boolean> | undefined {
  const images = [
    ...(facts.pods?.containers ?? []).map((one) => ({ repository: one.image?.repository, at: one.at })),
    ...(facts.images ?? []).map(({ image }) => ({ repository: image.repository, at: image.text.at[0] })),
  ];
  if (images.length > 1) {
    const collector = images.find(
      ({ repository }) => typeof repository === 'string' && COLLECTORS.test(repository),
    );
    if (collector?.at) return told(true, collector.at, 'a collector of traces runs beside it');
  }
  if (!main || !facts.pods) return undefined;
  for (const template of TEMPLATES) {
    for (const part of ['annotations', 'labels']) {
      const data = dataAt(main, ...template, part);
      for (const [key, value] of Object.entries(isDataObject(data) ? data : {})) {
        if (!INJECTS.some((pattern) => pattern.test(key)) || scalarText(value) === 'false') continue;
        return told(true, at(main, ...template, part, key), `${key} has an agent put in`);
      }
    }
  }
  return undefined;
}

const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html';
const LAYERS = /otel|opentelemetry|adot|datadog|newrelic|new-relic|dynatrace|lumigo|thundra|elastic-apm/i;

/** A function sends traces when its mode is Active, or when a layer with an agent is in it. */
function byFunction(component: ComponentDraft, main: Resource): Stated<boolean> | undefined {
  if (main.type !== 'aws_lambda_function') return undefined;
  const mode = readText(main, ['tracing_config', 0, 'mode'], { value: 'PassThrough', source: LAMBDA });
  if (mode.value === 'Active' || Unknown.is(mode.value)) {
    return { ...mode, value: Unknown.is(mode.value) ? mode.value : true };
  }
  for (const { data, at: place } of gather(main, 'layers[]')) {
    const text = layerText(data);
    if (LAYERS.test(text)) return told(true, place, 'a layer with an agent is in it');
  }
  const layers = dataAt(main, 'layers');
  if (Unknown.is(layers) && layers.refs.length === 0)
    return { value: layers, at: [at(main, 'layers')], origin: 'written' };
  // What an image holds cannot be seen.
  if (component.facts.deployedAsImage?.value !== false) return undefined;
  component.remedies['send-traces'] = switchOn(main, ['tracing_config', 0, 'mode'], 'Active');
  return { ...mode, value: false, says: `its tracing mode is ${mode.value}` };
}

function layerText(data: Data): string {
  if (typeof data === 'string') return data;
  if (!Unknown.is(data)) return isDataList(data) ? data.map(layerText).join(' ') : '';
  const parts =
    data.partial?.kind === 'parts' ? data.partial.parts.filter((part) => typeof part === 'string') : [];
  return [...parts, data.detail, ...data.refs.map(({ resource }) => resource)].join(' ');
}

function inside({ name }: ComponentDraft, main: Resource): Stated<boolean> {
  const value = new Unknown({
    reason: 'not-in-inputs',
    detail: `whether the code of ${name} sends traces is not in what was read`,
    settledBy: 'the OTEL_* settings of the services, or the annotation that has an agent put in',
  });
  return { value, at: [at(main)], origin: 'written' };
}
