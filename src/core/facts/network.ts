/** Facts of networks, subnets, NAT, firewalls, load balancers and other entries. */
export interface NetworkFacts {}
