import { describe, expect, it } from 'vitest';
import type { Component } from '../../../src/core/component.ts';
import { Unknown } from '../../../src/core/value.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { loadText } from '../../support/load-text.ts';

function componentOf(text: string, type: string): Component {
  const { estate } = buildGraph(loadText(text).stacks);
  const found = estate.components.find((component) => component.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found;
}

const shown = (fact: { readonly value: unknown } | undefined): unknown =>
  fact === undefined ? 'absent' : Unknown.is(fact.value) ? 'unknown' : fact.value;

describe('an app faces the internet', () => {
  const check = (body: string, expected: unknown): void => {
    const text = `
variable "rules" {
  type = any
}
resource "azurerm_linux_web_app" "orders" {
  name = "shop-orders"
  ${body}
}`;
    expect(shown(componentOf(text, 'azurerm_linux_web_app').facts.isPublicEntry)).toBe(expected);
  };

  const restricted = (rule: string): string => `site_config {\n ip_restriction {\n ${rule}\n }\n }`;

  it('unless told otherwise', () => check('site_config {}', true));
  it('not when that is switched off', () => check('public_network_access_enabled = false', false));
  it('not when it admits a subnet only', () =>
    check(restricted('virtual_network_subnet_id = "shop"'), false));
  it('when a rule admits everybody', () => check(restricted('ip_address = "0.0.0.0/0"'), true));
  it('and that cannot be told where its rules cannot', () =>
    check(
      'site_config {\n dynamic "ip_restriction" {\n for_each = var.rules\n content {}\n }\n }',
      'unknown',
    ));
});

describe('an app of functions', () => {
  it('answers to requests only where its code says so', () => {
    const text = 'resource "azurerm_linux_function_app" "mail" { name = "shop-mail" }';
    expect(shown(componentOf(text, 'azurerm_linux_function_app').facts.isPublicEntry)).toBe('unknown');
  });
});

describe('the number of workers', () => {
  const app = `
resource "azurerm_linux_web_app" "orders" {
  name            = "shop-orders"
  service_plan_id = azurerm_service_plan.shop.id
}`;
  const facts = (plan: string, further = ''): readonly unknown[] => {
    const text = `resource "azurerm_service_plan" "shop" {\n  name = "shop"\n${plan}\n}\n${app}\n${further}`;
    const { desiredSize, minimumSize, scalers } = componentOf(text, 'azurerm_linux_web_app').facts;
    const list = scalers && !Unknown.is(scalers.value) ? scalers.value.map(({ kind }) => kind) : 'absent';
    return [shown(desiredSize), shown(minimumSize), list];
  };

  it('is one where nobody writes it', () => {
    expect(facts('sku_name = "P1v3"')).toEqual([1, 'absent', []]);
  });

  it('is nobody’s matter in plans that follow the requests', () => {
    expect(facts('sku_name = "EP1"')).toEqual(['absent', 'absent', 'absent']);
  });

  it('has the lowest bound of all profiles, and an apply does not set it back', () => {
    const setting = `
resource "azurerm_monitor_autoscale_setting" "shop" {
  name               = "shop"
  target_resource_id = azurerm_service_plan.shop.id
  profile {
    name = "week"
    capacity {
      default = 4
      minimum = 3
      maximum = 6
    }
  }
  profile {
    name = "weekend"
    capacity {
      default = 2
      minimum = 2
      maximum = 2
    }
  }
}`;
    expect(facts('sku_name = "P1v3"', setting)).toEqual(['absent', 2, ['schedule']]);
  });
});

describe('an image', () => {
  it('is made of a name and a tag, as far as they are known', () => {
    const text = `
variable "tag" {
  type = string
}
resource "azurerm_linux_web_app" "orders" {
  name = "shop-orders"
  site_config {
    application_stack {
      docker_image     = "shop.azurecr.io/orders"
      docker_image_tag = var.tag
    }
  }
}`;
    const [used] = componentOf(text, 'azurerm_linux_web_app').facts.images ?? [];
    expect([used?.image.repository, Unknown.is(used?.image.tag)]).toEqual(['shop.azurecr.io/orders', true]);
  });
});

describe('an alert', () => {
  const check = (alert: string, expected: readonly string[], isPage: boolean): void => {
    const text = `
resource "azurerm_application_insights" "shop" {
  name             = "shop"
  application_type = "web"
}
resource "azurerm_linux_web_app" "orders" {
  name         = "shop-orders"
  app_settings = {
    APPLICATIONINSIGHTS_CONNECTION_STRING = azurerm_application_insights.shop.connection_string
  }
}
resource "azurerm_linux_web_app" "stock" {
  name         = "shop-stock"
  app_settings = {
    APPLICATIONINSIGHTS_CONNECTION_STRING = azurerm_application_insights.shop.connection_string
  }
}
resource "azurerm_application_insights_web_test" "stock" {
  name          = "stock"
  configuration = "<WebTest><Request Url=\\"https://shop-stock.azurewebsites.net/health\\" /></WebTest>"
}
${alert}`;
    const { estate } = buildGraph(loadText(text).stacks);
    const found = estate.components.flatMap(({ facts }) => facts.alert ?? []);
    expect(
      found.map((one) => [one.watches.map((id) => estate.component(id).name), one.isPage, one.signal]),
    ).toEqual([[expected, isPage, expect.any(String)]]);
  };
  const query = (body: string): string => `
resource "azurerm_monitor_scheduled_query_rules_alert" "errors" {
  name           = "errors"
  data_source_id = azurerm_application_insights.shop.id
  action { action_group = ["/groups/on-call"] }
  ${body}
}`;

  it('on a question is about everybody who sends there', () =>
    check(query('query = "requests | where toint(resultCode) >= 500"'), ['shop-orders', 'shop-stock'], true));
  it('on a question that names an app is about that app', () =>
    check(
      query('query = "requests | where cloud_RoleName == \'shop-stock\' and success == false"'),
      ['shop-stock'],
      true,
    ));
  it('on a part of a program that nothing tells is about nobody', () =>
    check(query('query = "requests | where operation_Name == \'Charge\'"'), [], true));
  it('that is switched off is about nobody, and wakes nobody', () =>
    check(query('query = "requests | where success == false"\n  enabled = false'), [], false));
  it('on a test from outside is about who answers there', () =>
    check(
      `
resource "azurerm_monitor_metric_alert" "up" {
  name   = "up"
  scopes = [azurerm_application_insights_web_test.stock.id, azurerm_application_insights.shop.id]
  action { action_group_id = "/groups/on-call" }
}`,
      ['shop-stock'],
      true,
    ));
});

it('where the workers of a plan stand is not known unless they are spread', () => {
  const zones = (plan: string): unknown => {
    const text = `
resource "azurerm_service_plan" "shop" {
  os_type  = "Linux"
  sku_name = "P1v3"
  ${plan}
}
resource "azurerm_linux_web_app" "orders" {
  name            = "orders"
  service_plan_id = azurerm_service_plan.shop.id
}`;
    return shown(componentOf(text, 'azurerm_linux_web_app').facts.zones);
  };
  expect(zones('')).toBe('unknown');
  expect(zones('zone_balancing_enabled = true')).toMatchObject({ atLeast: 2 });
});
