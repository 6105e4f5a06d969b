import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';

/** Facts of networks, subnets, NAT, firewalls, load balancers and other entries. */
export interface NetworkFacts {
  /** What part of a network it is; rules about networks ask this first. */
  readonly networkPart?: NetworkPart | undefined;
  /** The network it belongs to. Absent: it stands in none, or nothing says which. */
  readonly network?: Stated<ComponentId> | undefined;
  /** Subnets that are certain, also where `subnets` as a whole is unknown. */
  readonly knownSubnets?: readonly ComponentId[] | undefined;
  /** Groups that are certain, also where `securityGroups` as a whole is unknown. */
  readonly knownSecurityGroups?: readonly ComponentId[] | undefined;
  /** Components that certainly stand in this subnet or carry this security group. */
  readonly carriers?: readonly ComponentId[] | undefined;
  /** Set when the group itself is outside the inputs, and so are those who carry it. */
  readonly moreCarriers?: Unknown | undefined;

  /** Address ranges of a network, in CIDR notation. */
  readonly addressRanges?: readonly Stated<string>[] | undefined;
  /** What joins this network to others. */
  readonly joins?: readonly NetworkJoin[] | undefined;
  /** Networks of the estate that use some of the same addresses. */
  readonly overlaps?: readonly NetworkOverlap[] | undefined;
  /** What stands in this network. */
  readonly networkSubnets?: readonly ComponentId[] | undefined;
  readonly networkGateways?: readonly ComponentId[] | undefined;
  readonly networkEndpoints?: readonly ComponentId[] | undefined;

  /** The routes of the table that this subnet uses. */
  readonly routes?: RouteList | undefined;
  /** True when this subnet's table leads to an internet gateway: a public subnet. */
  readonly routesToInternet?: Stated<boolean> | undefined;
  /** NAT gateways that this subnet's table leads through; none for an isolated subnet. */
  readonly natGateways?: Stated<readonly ComponentId[]> | undefined;
  /** True when machines started in this subnet get a public address unless they say otherwise. */
  readonly givesPublicAddresses?: Stated<boolean> | undefined;

  /**
   * Subnets whose traffic leaves through this NAT gateway. Unknown when a route or table cannot be resolved.
   */
  readonly servedSubnets?: Stated<readonly ComponentId[]> | undefined;
  /** Served subnets that are certain. */
  readonly knownServedSubnets?: readonly ComponentId[] | undefined;
  /** False for a NAT gateway, or a subnet, that spans the zones of its region. */
  readonly zonal?: Stated<boolean> | undefined;
  /** Route tables of its network that were read, for evidence. */
  readonly routeTablesRead?: readonly Location[] | undefined;

  /** What a security group lets in. */
  readonly ingress?: AccessRules | undefined;
  /** What a security group lets out. */
  readonly egress?: AccessRules | undefined;

  /** Services this endpoint leads to: `s3`, `dynamodb`, `ecr.dkr`. */
  readonly endpointService?: Stated<string> | undefined;
  readonly endpointKind?: Stated<EndpointKind> | undefined;
  /** Subnets whose traffic to the service takes this endpoint. */
  readonly endpointSubnets?: Stated<readonly ComponentId[]> | undefined;

  /** The service of a gateway endpoint that would lead to this store: `s3`, `dynamodb`. */
  readonly gatewayService?: string | undefined;

  /** What a load balancer, CDN or gateway listens to. */
  readonly listeners?: readonly Listener[] | undefined;
  /** Set when there may be more listeners than `listeners` holds. */
  readonly moreListeners?: Unknown | undefined;
  /** False for a load balancer that lists its servers itself, and lists none. */
  readonly listsServers?: Stated<boolean> | undefined;

  /** The zone of names that answers for this record. */
  readonly hostedZone?: Stated<ComponentId> | undefined;
  /** True when a server, gateway or other component holds this disk or address. */
  readonly isAttached?: Stated<boolean> | undefined;
}

export type NetworkPart =
  | 'network'
  | 'security-group'
  | 'route-table'
  | 'internet-gateway'
  | 'transit'
  | 'peering'
  | 'endpoint'
  | 'access-list'
  | 'address'
  | 'subnet-group'
  | 'prefix-list'
  | 'interface';

export type EndpointKind = 'gateway' | 'interface' | 'gateway-load-balancer';

/** What leads from one network to others. */
export interface NetworkJoin {
  readonly kind: 'peering' | 'transit' | 'tunnel';
  /** The other network, or the hub that joins several. Undefined: outside the inputs. */
  readonly with: ComponentId | undefined;
  readonly at: Location;
}

/** Two networks with the same addresses, seen from one of them. */
export interface NetworkOverlap {
  readonly with: ComponentId;
  readonly own: Stated<string>;
  readonly other: Stated<string>;
  /** The smaller of the two ranges, which both contain. */
  readonly shared: string;
  /** What joins the two. Undefined: nothing in the inputs does. */
  readonly joinedBy: NetworkJoin | undefined;
  /** A range of the same size that no network of the estate uses. */
  readonly free: string | undefined;
}

/** The routes of one table. */
export interface RouteList {
  /** The table; for the unwritten main table of a network, the network. */
  readonly table: ComponentId;
  readonly routes: readonly Route[];
  /** Why there may be more routes than these. */
  readonly more: Unknown | undefined;
  /** What ties the subnet to this table: an association, or nothing for the main table. */
  readonly at: Location;
}

export interface Route {
  /** CIDR range or prefix list. Undefined: nothing was written. */
  readonly destination: Value<string> | undefined;
  readonly through: RouteTargetKind | 'unknown';
  /** Undefined for what is outside the inputs. */
  readonly target: ComponentId | undefined;
  /** Why `through` or `target` cannot be told. */
  readonly because: Unknown | undefined;
  readonly at: Location;
}

export type RouteTargetKind =
  | 'internet-gateway'
  | 'egress-only-gateway'
  | 'nat'
  | 'transit'
  | 'peering'
  | 'endpoint'
  | 'interface'
  | 'tunnel'
  | 'other';

/** What one direction of a security group admits. */
export interface AccessRules {
  readonly rules: readonly AccessRule[];
  /** Set when there may be more rules than these. */
  readonly more: Unknown | undefined;
}

/** One admission: who, over which protocol, to which ports. */
export interface AccessRule {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, `all`, or the number of another protocol. */
  readonly protocol: Value<string>;
  /** 0 and 65535 where all ports are meant. */
  readonly fromPort: Value<number>;
  readonly toPort: Value<number>;
  /** Address ranges on the other side, with their places. */
  readonly ranges: readonly AccessRange[];
  /** Security groups on the other side. */
  readonly groups: readonly Value<ComponentId>[];
  /** True when members of the same group are admitted. */
  readonly self: boolean;
  readonly description: string | undefined;
  /** The block or resource that states the rule. */
  readonly at: Location;
}

export interface AccessRange {
  /** CIDR range; for `named` what it is called: a list that the provider keeps, the range of a network. */
  readonly value: Value<string>;
  /** What is only named is never the whole internet. */
  readonly kind: 'range' | 'named';
  readonly at: Location;
}

/** One thing that an entry listens to: a listener of a load balancer, a behaviour of a CDN, a domain name. */
export interface Listener {
  /** Tells listeners of one entry apart; part of finding ids. Empty for the only one. */
  readonly key: string;
  /** What a person calls it: `listener on port 80`. */
  readonly name: string;
  readonly port: Stated<number> | undefined;
  /** What is spoken: `http`, `https`, `tls`, `tcp`, `udp`; `http+https` where both are served alike. */
  readonly protocol: Stated<string>;
  /** What happens to plain HTTP. Absent where none is spoken. */
  readonly plainHttp: Stated<PlainHttp> | undefined;
  /** True when every rule of it only sends people to another address. */
  readonly onlyRedirects?: boolean | undefined;
  readonly tls: TlsSettings | undefined;
  readonly at: Location;
}

export type PlainHttp = 'served' | 'redirected' | 'refused';

/** The TLS versions that a listener admits. */
export interface TlsSettings {
  /** The provider's name of the policy. */
  readonly policy: Stated<string>;
  /** Lowest admitted version: `1.0`, `1.2`. Unknown when the policy is not in our table. */
  readonly lowest: Value<string>;
  readonly highest: Value<string>;
  /** Newest policy of the service, for the remedy, and the highest version that the service offers. */
  readonly newest: string;
  readonly offered: string;
  /** Where the service documents its policies. */
  readonly source: string;
  /** Set when the policy cannot be changed by itself: what would have to change first. */
  readonly boundTo: string | undefined;
}
