import type { SecurityScheme } from '../../core/facts/contract.ts';
import type { DataObject } from '../../core/value.ts';
import { scalarText } from '../../core/value.ts';

/** What kind of proof a security scheme of OpenAPI 3 or Swagger 2 asks for. */
export function kindOfScheme(scheme: DataObject): SecurityScheme['kind'] {
  const type = scalarText(scheme['type'])?.toLowerCase();
  // What a gateway checks itself, whatever the document calls it.
  if (scheme['authorizer'] === true || typeof scheme['authType'] === 'string') return 'authorizer';
  switch (type) {
    case 'basic':
      return 'http-basic';
    case 'http':
      return scalarText(scheme['scheme'])?.toLowerCase() === 'basic' ? 'http-basic' : 'http-bearer';
    case 'apikey':
      return scalarText(scheme['in']) === 'query' ? 'api-key-query' : 'api-key-header';
    case 'oauth2':
    case 'openidconnect':
      return 'oauth2';
    case 'mutualtls':
      return 'mutual-tls';
    default:
      return 'other';
  }
}

/** Whether what is shown ends in logs, or is a password with every request. */
export function showsLittle({ kind }: SecurityScheme): boolean {
  return kind === 'api-key-query' || kind === 'http-basic';
}
