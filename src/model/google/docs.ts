const REGISTRY = 'https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources';

/** The page of the Google provider on a resource type, given without `google_`. */
export function providerPage(type: string): string {
  return `${REGISTRY}/${type}`;
}

/** Every network has a route to the internet, and no subnet of it is public or private by itself. */
export const DEFAULT_ROUTE = 'https://cloud.google.com/vpc/docs/routes#routingpacketsinternet';

/** Everything that Google Cloud stores is encrypted at rest, with its own keys where no other is named. */
export const ENCRYPTED_BY_DEFAULT = 'https://cloud.google.com/docs/security/encryption/default-encryption';
