import { expect, it } from 'vitest';
import { modelsOf } from '../../../src/models.ts';
import { estateOf } from '../../support/estate-of.ts';
import { testAssumptions } from '../../support/test-assumptions.ts';

const SHOP = `
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.orders.invoke_arn
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  handler       = "orders.handle"
  runtime       = "nodejs22.x"

  environment {
    variables = {
      DATABASE_HOST = aws_db_instance.orders.address
    }
  }
}

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.m7g.large"
  availability_zone = "eu-west-1a"
}
`;

const estate = estateOf({ 'main.tf': SHOP });
const model = modelsOf({ estate, assumptions: testAssumptions, isWanted: () => true }).availability();

function address(id: string): string {
  return id.slice(id.indexOf('#') + 1);
}

it('a lost zone is told by what stands in it, and by the way to it', () => {
  const [loss] = model.losses({ kind: 'zone', place: 'eu-west-1a' });
  expect(loss?.reading).toBe('likely');
  expect(loss?.first.map(address)).toEqual(['aws_db_instance.orders']);
  expect(loss?.path.map(({ component }) => address(component))).toEqual([
    'aws_apigatewayv2_api.shop',
    'aws_lambda_function.orders',
    'aws_db_instance.orders',
  ]);
});

it('the journeys that stop are those that the component stops', () => {
  for (const { id } of estate.components) {
    const wanted = { kind: 'component' as const, id };
    const losses = model.losses(wanted).map(({ journey, reading }) => `${journey} ${reading === 'best'}`);
    const told = model
      .whatIf(wanted)
      .journeys.flatMap(({ journey, effect, atWorst }) =>
        effect === 'stops' || atWorst === 'stops' ? `${journey} ${effect === 'stops'}` : [],
      );
    expect(losses).toEqual(told);
  }
});

it('only what has no second one is single', () => {
  const single = model.causes.filter(({ isSingle }) => isSingle).map(({ says }) => says);
  expect(single).toEqual(['orders fails (one instance)']);
});
