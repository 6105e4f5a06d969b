import { describe, it } from 'vitest';
import { checkAzureLinks } from '../../support/azure-links.ts';

const PLAN = `
resource "azurerm_service_plan" "shop" {
  name     = "shop"
  sku_name = "P1v3"
}
`;

const app = (settings: string, further = ''): string => `
resource "azurerm_linux_web_app" "orders" {
  name            = "shop-orders"
  service_plan_id = azurerm_service_plan.shop.id
  site_config {}
  app_settings = { ${settings} }
  ${further}
}
`;

const ON_PLAN = 'linux_web_app.orders runs-on service_plan.shop (hard)';

describe('a gateway', () => {
  const gateway = (rule: string): string => `
resource "azurerm_application_gateway" "shop" {
  name = "shop"
  backend_address_pool {
    name  = "orders"
    fqdns = [azurerm_linux_web_app.orders.default_hostname]
  }
  backend_address_pool {
    name  = "slot"
    fqdns = ["shop-orders-next.azurewebsites.net"]
  }
  request_routing_rule {
    name               = "all"
    http_listener_name = "https"
    ${rule}
  }
}
resource "azurerm_linux_web_app_slot" "next" {
  name           = "next"
  app_service_id = azurerm_linux_web_app.orders.id
  site_config {}
}
`;
  const slot = 'linux_web_app_slot.next runs-on linux_web_app.orders (control-only)';

  it('leads to what its rules name, and not to a pool that none names', () => {
    checkAzureLinks({ 'main.tf': PLAN + app('') + gateway('backend_address_pool_name = "orders"') }, [
      ON_PLAN,
      slot,
      'application_gateway.shop routes-to linux_web_app.orders (hard)',
    ]);
  });

  it('leads to a slot by the host that Azure gives it', () => {
    checkAzureLinks({ 'main.tf': PLAN + app('') + gateway('backend_address_pool_name = "slot"') }, [
      ON_PLAN,
      slot,
      'application_gateway.shop routes-to linux_web_app_slot.next (hard)',
    ]);
  });
});

describe('a reference into a vault', () => {
  const vault = `
resource "azurerm_key_vault" "shop" {
  name = "shop"
}
resource "azurerm_redis_cache" "carts" {
  name     = "shop-carts"
  sku_name = "Standard"
}
resource "azurerm_key_vault_secret" "carts" {
  name         = "carts"
  key_vault_id = azurerm_key_vault.shop.id
  value        = azurerm_redis_cache.carts.primary_connection_string
}
`;
  const kept = 'key_vault_secret.carts member-of key_vault.shop (hard)';

  it('leads through the secret to what it is made of', () => {
    const settings = `CARTS = "@Microsoft.KeyVault(SecretUri=\${azurerm_key_vault_secret.carts.id})"`;
    checkAzureLinks({ 'main.tf': PLAN + vault + app(settings) }, [
      ON_PLAN,
      kept,
      'linux_web_app.orders reads-secret key_vault.shop (startup-only)',
      'linux_web_app.orders reads-secret key_vault_secret.carts (startup-only)',
      'linux_web_app.orders stores redis_cache.carts (?)',
    ]);
  });

  it('leads to the vault where the secret is declared nowhere', () => {
    const settings = 'MAIL = "@Microsoft.KeyVault(VaultName=shop;SecretName=mail)"';
    checkAzureLinks({ 'main.tf': PLAN + vault + app(settings) }, [
      ON_PLAN,
      kept,
      'linux_web_app.orders reads-secret key_vault.shop (startup-only)',
    ]);
  });
});

describe('what another root declares', () => {
  const store = (name: string): string => `
terraform {
  backend "azurerm" {
    key = "${name}"
  }
}
resource "azurerm_storage_account" "invoices" {
  name                     = "shop${name}invoices"
  account_replication_type = "ZRS"
}
`;
  const reads = `
data "azurerm_storage_account" "invoices" {
  name = "shopprodinvoices"
}
`;
  const settings = 'INVOICES = data.azurerm_storage_account.invoices.primary_connection_string';

  it('is found by the name that a data source reads', () => {
    checkAzureLinks({ 'prod/main.tf': PLAN + reads + app(settings), 'prod/data/main.tf': store('prod') }, [
      ON_PLAN,
      'linux_web_app.orders stores storage_account.invoices (?)',
    ]);
  });

  it('is not taken for that of another environment', () => {
    const other = reads.replace('shopprodinvoices', 'shopstaginginvoices');
    checkAzureLinks(
      {
        'prod/main.tf': PLAN + other + app(settings),
        'prod/terraform.tfvars': '',
        'staging/data/main.tf': store('staging'),
      },
      [ON_PLAN],
    );
  });
});

describe('credentials that a module declares beside a database', () => {
  const module = (further = ''): string => `
resource "azurerm_postgresql_flexible_server" "orders" {
  name = "orders"
}
${further}
resource "azurerm_key_vault_secret" "password" {
  name         = "orders-db-password"
  key_vault_id = "shop"
  value        = "of-the-running-system"
}
output "password" {
  value = azurerm_key_vault_secret.password.id
}
`;
  const main = `${PLAN}
module "db" {
  source = "./db"
}
${app('DB_PASSWORD = "@Microsoft.KeyVault(SecretUri=${module.db.password})"')}`;
  const reads = 'linux_web_app.orders reads-secret module.db.key_vault_secret.password (startup-only)';

  it('are those of that database', () => {
    checkAzureLinks({ 'main.tf': main, 'db/main.tf': module() }, [
      ON_PLAN,
      reads,
      'linux_web_app.orders stores module.db.postgresql_flexible_server.orders (?)',
    ]);
  });

  it('are of neither where the module has two', () => {
    const second = 'resource "azurerm_postgresql_flexible_server" "stock" { name = "stock" }';
    checkAzureLinks({ 'main.tf': main, 'db/main.tf': module(second) }, [ON_PLAN, reads]);
  });
});

describe('roles', () => {
  const bus = (role: string): string => `
resource "azurerm_servicebus_namespace" "shop" {
  name = "shop"
}
resource "azurerm_servicebus_queue" "orders" {
  name         = "orders"
  namespace_id = azurerm_servicebus_namespace.shop.id
}
resource "azurerm_role_assignment" "orders" {
  scope                = azurerm_servicebus_namespace.shop.id
  role_definition_name = "${role}"
  principal_id         = azurerm_linux_web_app.orders.identity[0].principal_id
}
`;
  const stands = 'servicebus_queue.orders member-of servicebus_namespace.shop (hard)';
  const told = app('ORDERS_QUEUE = azurerm_servicebus_queue.orders.name');

  it('tell who only reads a queue', () => {
    checkAzureLinks({ 'main.tf': PLAN + bus('Azure Service Bus Data Receiver') + told }, [
      ON_PLAN,
      stands,
      'linux_web_app.orders consumes servicebus_queue.orders (async)',
      'maybe linux_web_app.orders consumes servicebus_namespace.shop (?)',
    ]);
  });

  it('are no need by themselves', () => {
    checkAzureLinks({ 'main.tf': PLAN + bus('Azure Service Bus Data Sender') + app('') }, [
      ON_PLAN,
      stands,
      'maybe linux_web_app.orders publishes servicebus_namespace.shop (?)',
    ]);
  });
});
