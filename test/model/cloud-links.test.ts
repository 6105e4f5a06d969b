import { describe, expect, it } from 'vitest';
import { functionWith, needs, serviceWith } from './addresses/needs.ts';

const FUNCTION = functionWith({});
const STACK = `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"
}

resource "aws_sns_topic" "done" {
  name = "done"
}
`;

describe('the steps of a workflow', () => {
  const workflow = (states: string): string => `${FUNCTION}${STACK}
resource "aws_sfn_state_machine" "order" {
  name     = "order"
  role_arn = aws_iam_role.checkout.arn
  definition = jsonencode({ StartAt = "Pay", States = { ${states} } })
}
`;

  it('use what they name; what fails and is caught may not stop it', () => {
    const pay = 'Pay = { Type = "Task", Resource = aws_lambda_function.checkout.arn, Next = "Tell" }';
    const tell = `Tell = {
      Type       = "Task"
      Resource   = "arn:aws:states:::sns:publish"
      Parameters = { TopicArn = aws_sns_topic.done.arn }
      Catch      = [{ ErrorEquals = ["States.ALL"], Next = "End" }]
    }`;
    expect(needs(workflow(`${pay}, ${tell}`))).toEqual([
      'order calls checkout hard B',
      'order publishes done ? B',
    ]);
  });

  it('are read inside branches and maps, by name too', () => {
    const inner = `States = { Save = {
      Type       = "Task"
      Resource   = "arn:aws:states:::dynamodb:putItem"
      Parameters = { TableName = "orders" }
    } }`;
    const map = `All = { Type = "Map", ItemProcessor = { ${inner} } }`;
    expect(needs(workflow(map))).toEqual(['order stores orders hard B']);
  });
});

describe('logins', () => {
  const pool = 'resource "aws_cognito_user_pool" "buyers" {\n  name = "buyers"\n}\n';

  it('of a pool are what an authorizer of an HTTP API trusts; it keeps the keys for a while', () => {
    const text = `${pool}
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "shop" {
  api_id          = aws_apigatewayv2_api.shop.id
  authorizer_type = "JWT"
  name            = "buyers"
  jwt_configuration {
    issuer = "https://\${aws_cognito_user_pool.buyers.endpoint}"
  }
}
`;
    expect(needs(text)).toEqual(['shop calls buyers soft B']);
  });

  it('of a pool are what an identity pool trusts', () => {
    const text = `${pool}
resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name = "shop"
  cognito_identity_providers {
    provider_name = "cognito-idp.eu-west-1.amazonaws.com/\${aws_cognito_user_pool.buyers.id}"
  }
}
`;
    expect(needs(text)).toEqual(['shop calls buyers hard B']);
  });
});

describe('APIs', () => {
  const rest = (uri: string): string => `${STACK}
variable "region" {}

resource "aws_api_gateway_rest_api" "hooks" {
  name = "hooks"
}

resource "aws_api_gateway_integration" "hooks" {
  rest_api_id = aws_api_gateway_rest_api.hooks.id
  resource_id = "root"
  http_method = "POST"
  type        = "AWS"
  uri         = "${uri}"
}
`;

  it('hand requests to a queue without code between', () => {
    const uri = 'arn:aws:apigateway:${var.region}:sqs:path/111122223333/${aws_sqs_queue.orders.name}';
    expect(needs(rest(uri))).toEqual(['hooks publishes orders hard B']);
    expect(needs(rest('arn:aws:apigateway:${var.region}:sqs:path/111122223333/other'))).toEqual([]);
  });

  it('of two do not share what their paths are called', () => {
    const api = (name: string, queue: string): string =>
      `
resource "aws_apigatewayv2_api" "${name}" {
  name          = "${name}"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "${name}" {
  api_id              = aws_apigatewayv2_api.${name}.id
  integration_type    = "AWS_PROXY"
  integration_subtype = "SQS-SendMessage"
  request_parameters  = { QueueUrl = aws_sqs_queue.${queue}.url, MessageBody = "$request.body" }
}

resource "aws_apigatewayv2_route" "${name}" {
  api_id    = aws_apigatewayv2_api.${name}.id
  route_key = "POST /orders"
  target    = "integrations/\${aws_apigatewayv2_integration.${name}.id}"
}

resource "aws_sqs_queue" "${queue}" {
  name = "${queue}"
}
`;
    expect(needs(api('shop', 'shop_orders') + api('desk', 'desk_orders'))).toEqual([
      'desk publishes desk_orders hard B',
      'shop publishes shop_orders hard B',
    ]);
  });

  it('of GraphQL resolve their fields with what their sources name', () => {
    const text = `${FUNCTION}${STACK}
resource "aws_appsync_graphql_api" "shop" {
  name                = "shop"
  authentication_type = "API_KEY"
}

resource "aws_appsync_datasource" "orders" {
  api_id = aws_appsync_graphql_api.shop.id
  name   = "orders"
  type   = "AMAZON_DYNAMODB"
  dynamodb_config {
    table_name = aws_dynamodb_table.orders.name
  }
}

resource "aws_appsync_datasource" "checkout" {
  api_id = aws_appsync_graphql_api.shop.id
  name   = "checkout"
  type   = "AWS_LAMBDA"
  lambda_config {
    function_arn = aws_lambda_function.checkout.arn
  }
}
`;
    expect(needs(text)).toEqual(['shop calls checkout hard B', 'shop stores orders hard B']);
  });
});

describe('what hands data on', () => {
  it('is a pipe between its source and its target', () => {
    const text = `${STACK}
resource "aws_pipes_pipe" "done" {
  name     = "done"
  role_arn = "arn:aws:iam::111122223333:role/pipe"
  source   = aws_sqs_queue.orders.arn
  target   = aws_sns_topic.done.arn
}
`;
    expect(needs(text)).toEqual(['done consumes orders async B', 'done publishes done async B']);
  });

  it('is a proxy of a database, and who knows the proxy needs both', () => {
    const proxy = `
resource "aws_db_instance" "orders" {
  identifier = "orders"
}

resource "aws_db_proxy" "orders" {
  name = "orders-proxy"
}

resource "aws_db_proxy_target" "orders" {
  db_proxy_name          = aws_db_proxy.orders.name
  target_group_name      = "default"
  db_instance_identifier = aws_db_instance.orders.identifier
}
`;
    expect(needs(serviceWith('shop', { DB_HOST: 'aws_db_proxy.orders.endpoint' }) + proxy)).toEqual([
      'orders stores orders hard B',
      'shop stores orders ? C',
    ]);
  });

  it('is what starts a task by the clock', () => {
    const text = `${serviceWith('shop', {})}
resource "aws_ecs_task_definition" "report" {
  family                = "report"
  container_definitions = jsonencode([{ name = "report", image = "report:1" }])
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
}

resource "aws_cloudwatch_event_target" "report" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
  ecs_target {
    task_definition_arn = aws_ecs_task_definition.report.arn
  }
}
`;
    expect(needs(text)).toEqual(['report consumes nightly async B']);
  });
});
