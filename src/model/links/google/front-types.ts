/** Places where a load balancer listens. */
export const FRONTS = ['google_compute_global_forwarding_rule', 'google_compute_forwarding_rule'];

const HTTP = ['google_compute_target_http_proxy', 'google_compute_region_target_http_proxy'];
const HTTPS = ['google_compute_target_https_proxy', 'google_compute_region_target_https_proxy'];
const OTHERS = [
  'google_compute_target_ssl_proxy',
  'google_compute_target_tcp_proxy',
  'google_compute_region_target_tcp_proxy',
  'google_compute_target_grpc_proxy',
];

/** What a front hands connections to. */
export const PROXIES = [...HTTP, ...HTTPS, ...OTHERS];

export const HTTP_PROXIES: ReadonlySet<string> = new Set(HTTP);
export const TLS_PROXIES: ReadonlySet<string> = new Set([...HTTPS, 'google_compute_target_ssl_proxy']);

/** What says which requests go where. */
export const MAPS = ['google_compute_url_map', 'google_compute_region_url_map'];

/** What a load balancer forwards to. */
export const BACKENDS = [
  'google_compute_backend_service',
  'google_compute_region_backend_service',
  'google_compute_backend_bucket',
  'google_compute_target_pool',
];
