const REGISTRY = 'https://registry.terraform.io/providers/hashicorp/azurerm/4.27.0/docs/resources';

/** The page of the Azure provider on a resource type, given without `azurerm_`. */
export function providerPage(type: string): string {
  return `${REGISTRY}/${type}`;
}

/** Everything that Azure stores is encrypted at rest, with its own keys where no other is named. */
export const ENCRYPTED_BY_DEFAULT =
  'https://learn.microsoft.com/azure/security/fundamentals/encryption-atrest';
