import type { Operation } from '../../../core/facts/contract.ts';
import { readableText } from '../../../core/partial-text.ts';
import { Unknown } from '../../../core/value.ts';

// Parts of paths and names that mean: for people who have not logged in, for machines that check, for readers
// of the contract itself, for senders that sign what they send.
const FOR_EVERYBODY: ReadonlySet<string> = new Set(
  (
    'login log-in logout log-out signin sign-in signup sign-up signout sign-out register registration ' +
    'authenticate authorize authorization auth oauth oauth2 oidc saml sso token tokens refresh callback ' +
    'forgot-password password-reset reset-password health healthz healthcheck health-check live livez ' +
    'liveness ready readyz readiness ping status version info metrics docs api-docs swagger swagger-ui ' +
    'openapi openapi.json openapi.yaml openapi.yml swagger.json swagger.yaml swagger.yml .well-known jwks ' +
    'jwks.json metadata robots.txt favicon.ico webhook webhooks hook hooks public'
  ).split(' '),
);

// Steps of a login that a browser or another company's server takes: `payment-callback`, `orch-auth-code`.
const SENT_BY_OTHERS =
  /(^|[-_])(callback|redirect|auth-code|authorize|userinfo|login|logout|webhook|trustmark)([-_]|$)/i;

/** Whether an operation is meant for callers without a login, as far as anything says so. */
export function isForEverybody(operation: Operation): boolean {
  const { method, path, publicBecause, answersItself } = operation;
  if (method === 'OPTIONS' || publicBecause !== undefined || answersItself === true) return true;
  if (Unknown.is(path)) return false;
  return path
    .split('/')
    .some((part) => FOR_EVERYBODY.has(part.replace(/^_/, '').toLowerCase()) || SENT_BY_OTHERS.test(part));
}

/** Whether all that is asked is seen by everybody on the way: a key in the query, a password. */
export function isWeak({ security }: Operation): boolean {
  if (Unknown.is(security) || security.length === 0) return false;
  return security.every(({ kind }) => kind === 'api-key-query' || kind === 'http-basic');
}

/** Whether it is known to ask for nothing, or for what everybody can see. */
export function asksLittle(operation: Operation): boolean {
  const { security } = operation;
  return (!Unknown.is(security) && security.length === 0) || isWeak(operation);
}

/** Whether every path is passed on to what stands behind. */
export function isCatchAll({ path, method }: Operation): boolean {
  if (Unknown.is(path)) return false;
  return path === '$default' || /\{[^/{}]+\+\}$/.test(path) || (path === '/' && method === 'ANY');
}

/** Whether it may change something. */
export function changes({ method }: Operation): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'QUERY';
}

/** `POST /orders`. */
export function nameOf({ method, path }: Operation): string {
  return `${method} ${readableText(path)}`;
}
