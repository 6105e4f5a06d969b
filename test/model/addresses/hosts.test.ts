import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { hostsIn } from '../../../src/model/links/addresses/hosts-in.ts';
import { loadText } from '../../support/load-text.ts';
import { functionWith, needs, serviceWith } from './needs.ts';

describe('hosts in a text', () => {
  it.each([
    ['https://api.payments.example.com/v1?x=http', 'api.payments.example.com'],
    ['postgres://shop:s%40cret@orders-db:5432/orders', 'orders-db'],
    ['jdbc:postgresql://db-1:5432,db-2:5432/orders', 'db-1 db-2'],
    ['jdbc:sqlserver://orders.database.windows.net:1433;database=orders', 'orders.database.windows.net'],
    ['jdbc:oracle:thin:@orders-db:1521:ORDERS', 'orders-db'],
    ['shop:secret@tcp(orders-db:3306)/orders', 'orders-db'],
    ['host=orders-db port=5432 dbname=orders', 'orders-db'],
    ['Server=tcp:orders.database.windows.net,1433;Database=orders', 'orders.database.windows.net'],
    ['kafka-1.shop.internal:9092,kafka-2.shop.internal:9092', 'kafka-1.shop.internal kafka-2.shop.internal'],
    ['amqp://guest:guest@queue.shop.internal', 'queue.shop.internal'],
    ['12:30', ''],
    ['com.shop.orders.OrderService', ''],
    ['10.0.0.1:8080', ''],
    ['https://{tenant}.example.com', ''],
    ['%s://%s', ''],
    ['v1.2.3', ''],
  ])('%s', (text, expected) => {
    const hosts = hostsIn(text, { isAddress: false }).filter(({ certain }) => certain);
    expect(hosts.map(({ host }) => host).join(' ')).toBe(expected);
  });

  it('takes a plain word for a host only where the setting is an address', () => {
    expect(hostsIn('orders-db', { isAddress: false })).toEqual([]);
    expect(hostsIn('orders-db', { isAddress: true }).map(({ host }) => host)).toEqual(['orders-db']);
  });

  it('finds servers behind the names that people see', () => {
    const list = 'cache:orders-cache.shop:6379,bills:bills-cache.shop:6379';
    expect(hostsIn(list, { isAddress: true }).map(({ host }) => host)).toEqual([
      'orders-cache.shop',
      'bills-cache.shop',
    ]);
    expect(hostsIn(list, { isAddress: false })).toEqual([]);
  });
});

describe('somebody outside', () => {
  const unresolved = (text: string): readonly string[] =>
    buildGraph(loadText(text).stacks).estate.components.flatMap(({ facts }) =>
      (facts.unresolvedHosts ?? []).map(({ host, setting }) => `${setting} ${host}`),
    );

  it('is told by a public name, once for all who use it', () => {
    const text =
      functionWith({ PAYMENTS_URL: '"https://api.payments.example.com/v1"' }) +
      serviceWith('shop', { PAYMENTS_HOST: '"api.payments.example.com"' });
    expect(needs(text)).toEqual([
      'checkout calls external:api.payments.example.com ? C',
      'shop calls external:api.payments.example.com ? C',
    ]);
  });

  it('is a store that a command installs, by a name that only a private network knows', () => {
    const text = functionWith({ ORDERS_URL: '"postgres://shop@orders-db.shop.svc.cluster.local/orders"' });
    expect(needs(text)).toEqual(['checkout stores external:orders-db.shop.svc.cluster.local ? C']);
    expect(unresolved(text)).toEqual(['ORDERS_URL orders-db.shop.svc.cluster.local']);
    expect(needs(functionWith({ ORDERS_URL: '"postgres://orders-db/orders"' }))).toEqual([]);
    expect(needs(functionWith({ ORDERS_URL: '"http://orders.shop.svc.cluster.local"' }))).toEqual([]);
  });

  it('may have a name that documents reserve for examples', () => {
    expect(needs(functionWith({ PAYMENTS_URL: '"https://api.payments.example/v1"' }))).toEqual([
      'checkout calls external:api.payments.example ? C',
    ]);
  });

  it('is nobody where the setting is the public name of the system itself', () => {
    const text = functionWith({ EXT_ENDPOINT: '"https://shop.example"', SITE_URL: '"https://shop.example"' });
    expect(needs(text)).toEqual([]);
  });

  it('is nobody where the name is the machine, the platform or a link for people', () => {
    const text = functionWith({
      SELF_URL: '"http://localhost:8080"',
      BIND_ADDRESS: '"0.0.0.0:8080"',
      METADATA_URL: '"http://169.254.169.254/latest"',
      SQS_ENDPOINT: '"https://sqs.eu-west-1.amazonaws.com"',
      DOCS_URL: '"https://docs.example.com"',
      CORS_ORIGINS: '"https://shop.example.com"',
      LOGIN_CALLBACK_URL: '"https://shop.example.com/login"',
    });
    expect(needs(text)).toEqual([]);
  });

  it('is never guessed from a name that only looks internal', () => {
    const text = functionWith({
      STOCK_URL: '"http://stock.shop.internal:8080"',
      PRICES_HOST: '"prices"',
      MAIL_URL: '"smtp://mail.shop.local"',
    });
    expect(needs(text)).toEqual([]);
    expect(unresolved(text)).toEqual([
      'MAIL_URL mail.shop.local',
      'PRICES_HOST prices',
      'STOCK_URL stock.shop.internal',
    ]);
  });

  it('that takes traces is watching, not needed', () => {
    const text = functionWith({ OTEL_EXPORTER_OTLP_ENDPOINT: '"https://otlp.watch.example.com"' });
    expect(needs(text)).toEqual(['checkout observes external:otlp.watch.example.com control-only C']);
  });
});

describe('names of a cloud', () => {
  const namespace = (name: string): string => `
resource "aws_service_discovery_http_namespace" "${name}" {
  name = "${name}"
}
`;
  const connect = (space: string, alias?: string): string => {
    const service =
      alias === undefined
        ? ''
        : `service {
      port_name = "http"
      client_alias {
        dns_name = "${alias}"
        port     = 80
      }
    }`;
    return `service_connect_configuration {
    enabled   = true
    namespace = aws_service_discovery_http_namespace.${space}.arn
    ${service}
  }`;
  };

  it('mean the service of the own namespace where two have the same short name', () => {
    const text = [
      namespace('shop'),
      namespace('backoffice'),
      serviceWith('ui', { CATALOG_URL: '"http://catalog"' }, connect('shop')),
      serviceWith('desk', { CATALOG_URL: '"http://catalog"' }, connect('backoffice')),
      serviceWith('shop_catalog', {}, connect('shop', 'catalog')),
      serviceWith('desk_catalog', {}, connect('backoffice', 'catalog')),
      serviceWith('report', { CATALOG_URL: '"http://catalog"' }),
    ].join('');
    expect(needs(text)).toEqual(['desk calls desk_catalog ? B', 'ui calls shop_catalog ? B']);
  });

  it('lead through the registry that a service enters itself into', () => {
    const registry = `
resource "aws_service_discovery_private_dns_namespace" "shop" {
  name = "shop.internal"
  vpc  = "vpc-1"
}

resource "aws_service_discovery_service" "stock" {
  name = "stock"
  dns_config {
    namespace_id = aws_service_discovery_private_dns_namespace.shop.id
    dns_records {
      ttl  = 10
      type = "A"
    }
  }
}
`;
    const registered = 'service_registries {\n registry_arn = aws_service_discovery_service.stock.arn\n }';
    const text =
      registry +
      serviceWith('stock', {}, registered) +
      serviceWith('ui', { STOCK_URL: '"http://stock.shop.internal:8080"' });
    expect(needs(text)).toEqual(['ui calls stock ? B']);
  });

  it('lead through a record to what stands behind it', () => {
    const record = `
resource "aws_route53_zone" "shop" {
  name = "shop.internal"
}

resource "aws_route53_record" "db" {
  zone_id = aws_route53_zone.shop.zone_id
  name    = "db"
  type    = "CNAME"
  ttl     = 60
  records = [aws_db_instance.orders.address]
}

resource "aws_db_instance" "orders" {
  identifier = "orders"
}
`;
    expect(needs(functionWith({ DB_HOST: '"db.shop.internal"' }, record))).toEqual([
      'checkout stores orders ? B',
    ]);
    expect(needs(functionWith({ DB_HOST: 'aws_route53_record.db.fqdn' }, record))).toEqual([
      'checkout stores orders ? C',
    ]);
  });

  it('lead through a record of a zone that is elsewhere, where only one record can be meant', () => {
    const record = (name: string): string => `
variable "zone" {}

resource "aws_route53_record" "db" {
  zone_id = var.zone
  name    = "${name}"
  type    = "CNAME"
  ttl     = 60
  records = [aws_db_instance.orders.address]
}

resource "aws_db_instance" "orders" {
  identifier = "orders"
}
`;
    const told = { DB_HOST: '"orders-db.eks.shop.internal"' };
    expect(needs(functionWith(told, record('orders-db.eks')))).toEqual(['checkout stores orders ? C']);
    expect(needs(functionWith(told, record('orders-db')))).toEqual([]);
  });

  it('that an entry is configured to answer to mean that entry, not somebody outside', () => {
    const domain = `
resource "aws_apigatewayv2_domain_name" "api" {
  domain_name = "api.shop.example.com"
}
`;
    expect(needs(functionWith({ API_URL: '"https://api.shop.example.com"' }, domain))).toEqual([
      'checkout calls api ? C',
    ]);
  });

  it('that two answer to are nobody, and are asked about', () => {
    const rule = (name: string): string => `
resource "aws_lb" "${name}" {
  name = "${name}"
}

resource "aws_lb_listener" "${name}" {
  load_balancer_arn = aws_lb.${name}.arn
  port              = 443
  default_action {
    type = "fixed-response"
  }
}

resource "aws_lb_listener_rule" "${name}" {
  listener_arn = aws_lb_listener.${name}.arn
  action {
    type = "fixed-response"
  }
  condition {
    host_header {
      values = ["stock.shop.internal"]
    }
  }
}
`;
    const told = { STOCK_URL: '"http://stock.shop.internal"' };
    expect(needs(functionWith(told, rule('old')))).toEqual(['checkout calls old ? C']);
    expect(needs(functionWith(told, rule('old') + rule('new')))).toEqual([]);
    const { estate } = buildGraph(loadText(functionWith(told, rule('old') + rule('new'))).stacks);
    const [unresolved] = estate.ofKind('function')[0]?.facts.unresolvedHosts ?? [];
    expect(unresolved?.because.detail).toBe('2 components answer to stock.shop.internal: old, new');
  });

  it('are no call where they lead back to the one who is told', () => {
    const balancer = `
resource "aws_lb" "shop" {
  name = "shop"
}

resource "aws_lb_listener" "shop" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

resource "aws_lb_target_group" "shop" {
  name = "shop"
}
`;
    const behind = `load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name   = "ui"
    container_port   = 8080
  }`;
    const text =
      balancer +
      serviceWith('ui', { OWN_URL: '"https://${aws_lb.shop.dns_name}"' }, behind) +
      serviceWith('mailer', { SHOP_URL: '"https://${aws_lb.shop.dns_name}"' });
    expect(needs(text)).toEqual(['mailer calls shop ? C']);
  });
});
