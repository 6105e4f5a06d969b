import { describe, expect, it } from 'vitest';
import { functionWith, needs, serviceWith } from './needs.ts';

const QUEUE = `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`;

const allowed = (actions: string, resource: string): string => `
resource "aws_iam_role_policy" "checkout" {
  role = aws_iam_role.checkout.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = [${actions}], Resource = ${resource} }]
  })
}
`;

describe('a name in a setting', () => {
  it('is a thing only where the setting says what sort of thing it names', () => {
    expect(needs(functionWith({ ORDERS_QUEUE: '"orders"' }, QUEUE))).toEqual([
      'checkout publishes orders ? C',
    ]);
    expect(needs(functionWith({ DOMAIN: '"orders"' }, QUEUE))).toEqual([]);
  });

  it('is the thing that has the same name, though nobody knows what its variable holds', () => {
    const stage =
      'variable "stage" {}\nresource "aws_s3_bucket" "bills" {\n  bucket = "bills-${var.stage}"\n}\n';
    expect(needs(functionWith({ BILLS_BUCKET: '"bills-${var.stage}"' }, stage))).toEqual([
      'checkout stores bills ? C',
    ]);
    expect(needs(functionWith({ BILLS_BUCKET: '"other-${var.stage}"' }, stage))).toEqual([]);
  });

  it('is a thing by its address or ARN, whatever the setting is called', () => {
    const url = '"https://sqs.eu-west-1.amazonaws.com/111122223333/orders"';
    expect(needs(functionWith({ TARGET: url }, QUEUE))).toEqual(['checkout publishes orders ? C']);
    const arn = '"arn:aws:sqs:${var.region}:111122223333:orders"';
    expect(needs(functionWith({ TARGET: arn }, `${QUEUE}\nvariable "region" {}`))).toEqual([
      'checkout publishes orders ? C',
    ]);
  });

  it('is the thing of the own region where a standby region has the same names', () => {
    const region = (name: string): string => `
provider "aws" {
  alias  = "${name}"
  region = "${name}"
}

resource "aws_sqs_queue" "${name}" {
  provider = aws.${name}
  name     = "orders"
}
`;
    const standby = serviceWith('standby', { QUEUE: '"orders"' }, 'provider = aws.us-east-1')
      .replace('desired_count   = 2', 'desired_count   = 0')
      .replace(
        'aws_ecs_task_definition" "standby" {',
        'aws_ecs_task_definition" "standby" {\n  provider = aws.us-east-1',
      );
    const shop = serviceWith('shop', { QUEUE: '"orders"' }, 'provider = aws.eu-west-1');
    expect(needs(region('eu-west-1') + region('us-east-1') + shop + standby)).toEqual([
      'shop publishes eu-west-1 ? C',
      'standby publishes us-east-1 ? C',
    ]);
  });

  it('is nobody where two of the same place have it', () => {
    const twins = `
resource "aws_sns_topic" "a" {
  name = "orders"
}

resource "aws_sns_topic" "b" {
  name = "orders"
}
`;
    expect(needs(functionWith({ TOPIC: '"orders"' }, twins))).toEqual([]);
  });

  it('never leads into another environment', () => {
    const files = {
      'prod/main.tf': functionWith({ ORDERS_QUEUE: '"orders"' }),
      'staging/main.tf': QUEUE,
    };
    expect(needs(files)).toEqual([]);
    const both = {
      'prod/app/main.tf': files['prod/main.tf'],
      'queues/main.tf': `${QUEUE}variable "size" {}`,
    };
    const sizes = { 'queues/prod.tfvars': 'size = 1', 'queues/staging.tfvars': 'size = 2' };
    expect(needs({ ...both, ...sizes })).toEqual(['checkout publishes orders ? C']);
    expect(needs({ 'prod/app/main.tf': files['prod/main.tf'], 'prod/queues/main.tf': QUEUE })).toEqual([
      'checkout publishes orders ? C',
    ]);
  });
});

describe('permissions', () => {
  it('alone are only candidates', () => {
    const table = 'resource "aws_dynamodb_table" "orders" {\n name = "orders"\n hash_key = "id"\n}\n';
    const text = functionWith({}, table + allowed('"dynamodb:PutItem"', 'aws_dynamodb_table.orders.arn'));
    expect(needs(text)).toEqual(['maybe checkout stores orders ? D']);
    const bucket = 'resource "aws_s3_bucket" "bills" {\n bucket = "bills"\n}\n';
    const reads = allowed('"s3:Get*"', '"${aws_s3_bucket.bills.arn}/*"');
    expect(needs(functionWith({}, bucket + reads))).toEqual(['maybe checkout stores bills ? D']);
    const polls = allowed('"sqs:ReceiveMessage"', 'aws_sqs_queue.orders.arn');
    expect(needs(functionWith({}, QUEUE + polls))).toEqual(['maybe checkout consumes orders ? D']);
  });

  it('tell with a setting who sends and who receives', () => {
    const text = (actions: string): string =>
      functionWith(
        { QUEUE_URL: 'aws_sqs_queue.orders.url' },
        QUEUE + allowed(actions, 'aws_sqs_queue.orders.arn'),
      );
    expect(needs(text('"sqs:SendMessage"'))).toEqual(['checkout publishes orders hard B']);
    expect(needs(text('"sqs:ReceiveMessage", "sqs:DeleteMessage"'))).toEqual([
      'checkout consumes orders async B',
    ]);
  });

  it('without which a function cannot be called make its name no call', () => {
    const other = functionWith({}).replaceAll('checkout', 'pay');
    const told = { PAY: 'aws_lambda_function.pay.function_name', ARN: 'aws_lambda_function.pay.arn' };
    const may = (action: string): string =>
      functionWith(told, other + allowed(`"lambda:${action}"`, 'aws_lambda_function.pay.arn'));
    expect(needs(may('InvokeFunction'))).toEqual(['checkout calls pay ? B']);
    expect(needs(may('UpdateEventSourceMapping'))).toEqual(['maybe checkout calls pay ? C']);
  });

  it('that functions share, and a module that makes them, do not join them', () => {
    const module = `
variable "name" {}
variable "role" {}
resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = var.role
  environment {
    variables = { STAGE = "live", NAME = var.name }
  }
}
`;
    const main = `
module "pick" {
  source = "./function"
  name   = "pick"
  role   = aws_iam_role.shop.arn
}

module "pack" {
  source = "./function"
  name   = "pack"
  role   = aws_iam_role.shop.arn
}

resource "aws_iam_role" "shop" {
  name               = "shop"
  assume_role_policy = "{}"
}
`;
    expect(needs({ 'main.tf': main, 'function/main.tf': module })).toEqual([]);
  });
});

describe('what is not there', () => {
  it('is no dependency: a module that is switched off', () => {
    const main = functionWith(
      {
        QUEUE_URL: 'one(module.queue[*].url)',
        CACHE_HOST: 'var.cache ? aws_elasticache_cluster.baskets[0].cluster_address : ""',
      },
      `
variable "cache" {
  default = false
}

module "queue" {
  source = "./queue"
  count  = 0
}

resource "aws_elasticache_cluster" "baskets" {
  count      = var.cache ? 1 : 0
  cluster_id = "baskets"
}
`,
    );
    const queue = `${QUEUE}\noutput "url" {\n value = aws_sqs_queue.orders.url\n}\n`;
    expect(needs({ 'main.tf': main, 'queue/main.tf': queue })).toEqual([]);
  });

  it('is no dependency: settings that reach no code', () => {
    const text = functionWith(
      { STAGE: '"live"' },
      `
locals {
  unused = { PAYMENTS_URL = "https://api.payments.example.com", QUEUE = aws_sqs_queue.orders.url }
}
${QUEUE}`,
    );
    expect(needs(text)).toEqual([]);
  });
});

describe('the address of a webhook', () => {
  const hook = `
resource "google_cloud_run_v2_service" "hook" {
  name = "hook"
}

resource "google_cloud_run_v2_service" "orders" {
  name = "orders"
  template {
    containers {
      env {
        name  = "WEBHOOK_URL"
        value = google_cloud_run_v2_service.hook.uri
      }
    }
  }
}
`;
  const everybody = `
resource "google_cloud_run_v2_service_iam_member" "hook" {
  name   = google_cloud_run_v2_service.hook.name
  role   = "roles/run.invoker"
  member = "allUsers"
}
`;
  const call = 'google_cloud_run_v2_service.orders calls google_cloud_run_v2_service.hook ? C';

  it('may be handed to somebody outside, where everybody may call it', () => {
    expect(needs(hook + everybody)).toEqual([`maybe ${call}`]);
  });

  it('is that of somebody to call, where only neighbours may', () => {
    expect(needs(hook)).toEqual([call]);
  });

  it('of a chat is called', () => {
    expect(needs(functionWith({ CHAT_WEBHOOK_URL: '"https://hooks.chat.example.com/T1"' }))).toEqual([
      'checkout calls external:hooks.chat.example.com ? C',
    ]);
  });
});

describe('a queue that somebody is told', () => {
  const may = (action: string, own = ''): string => `
resource "aws_lambda_function" "checkout" {
  function_name = "checkout"
  role          = aws_iam_role.checkout.arn
  environment {
    variables = { QUEUE_URL = aws_sqs_queue.orders.url }
  }
}

resource "aws_iam_role" "checkout" {
  name               = "checkout"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "checkout" {
  role   = aws_iam_role.checkout.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }] })
}

resource "aws_sqs_queue" "orders" {
  name   = "orders"
  ${own}
}
`;
  const used = 'checkout publishes orders ? C';

  it('is in doubt where all that the code may do is known, and no use of queues is among it', () => {
    expect(needs(may('sns:Publish'))).toEqual([`maybe ${used}`]);
  });

  it('is used where the queue itself may let the code in', () => {
    const principal = '{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sqs:*", Resource = "*" }';
    expect(needs(may('sns:Publish', `policy = jsonencode({ Statement = [${principal}] })`))).toEqual([used]);
  });
});
