import type { Component } from '../core/component.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

// Proxies that serve the hosts of Ingresses, gateways and routes.
const CONTROLLERS: ReadonlySet<string> = new Set(
  (
    'aes apisix-ingress-controller contour emissary envoy haproxy-ingress kgateway kong kong-gateway ' +
    'kubernetes-ingress nginx-ingress nginx-ingress-controller proxyv2 traefik voyager'
  ).split(' '),
);

function isControllerImage(repository: string): boolean {
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  return CONTROLLERS.has(name) || repository.endsWith('ingress-nginx/controller');
}

const TUNNELS = /(^|\/)(cloudflare\/cloudflared|ngrok\/ngrok|inlets\/inlets-pro)$/;

/** Whether a workload is the proxy behind Ingresses or gateways, as its image says. */
export function isController({ facts: { pods } }: Component): boolean {
  return runs(pods, isControllerImage);
}

function runs(pods: Component['facts']['pods'], isMeant: (repository: string) => boolean): boolean {
  return (pods?.containers ?? []).some(({ role, image }) => {
    const repository = image?.repository;
    return role !== 'init' && typeof repository === 'string' && isMeant(repository);
  });
}

interface Fronts {
  /** Load balancers of controllers that end TLS themselves. */
  readonly balancers: readonly Component[];
  readonly tunnels: readonly Component[];
}

const fronts = new WeakMap<RuleContext, Fronts>();

/** Looked up once for a run. */
function frontsOf(context: RuleContext): Fronts {
  const known = fronts.get(context);
  if (known) return known;
  const balancers = context.ofKind('load-balancer').filter(({ facts: { service } }) => {
    if (!service?.ports.some(({ tls }) => tls === true)) return false;
    return service.selects.some((id) => isController(context.component(id)));
  });
  const tunnels = context
    .ofKind('workload')
    .filter(({ facts: { pods } }) => runs(pods, (image) => TUNNELS.test(image)));
  fronts.set(context, { balancers, tunnels });
  return { balancers, tunnels };
}

/** Why TLS is already ended in front of an Ingress: the load balancer of its controller does it. */
export function frontEndingTls(_: Component, context: RuleContext): string | undefined {
  const [balancer] = frontsOf(context).balancers;
  return balancer && `load balancer ${balancer.name} in front of the controller ends TLS`;
}

/** Set when a tunnel of the inputs may lead users here over TLS. */
export function tunnelBeside({ name }: Component, context: RuleContext): Unknown | undefined {
  const [tunnel] = frontsOf(context).tunnels;
  if (!tunnel) return undefined;
  return new Unknown({
    reason: 'rule-question',
    detail: `${tunnel.name} may lead users to ${name} through a tunnel that ends TLS`,
    settledBy: `which hosts the tunnel ${tunnel.name} serves; or an accept with that reason`,
  });
}
