import { Unknown } from '../../../src/core/value.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { loadText } from '../../support/load-text.ts';

const KINDS = new Set(['calls', 'stores', 'publishes', 'consumes', 'reads-secret', 'observes', 'encrypts']);

/** Who needs whom, as `from kind to strength grade`; candidates begin with `maybe`. */
export function needs(input: string | Readonly<Record<string, string>>): readonly string[] {
  const { estate } = buildGraph(loadText(input).stacks);
  const short = (id: string): string => id.slice(id.indexOf('#') + 1).replace(/^aws_\w+?\./, '');
  return [...estate.dependencies, ...estate.candidates]
    .filter(({ kind }) => KINDS.has(kind))
    .map(({ from, to, kind, strength, grade, candidate }) => {
      const much = Unknown.is(strength) ? '?' : strength;
      return `${candidate === true ? 'maybe ' : ''}${short(from)} ${kind} ${short(to)} ${much} ${grade}`;
    })
    .sort();
}

/** A function with variables, and what else there is. */
export function functionWith(variables: Readonly<Record<string, string>>, rest = ''): string {
  const lines = Object.entries(variables).map(([name, value]) => `      ${name} = ${value}`);
  return `
resource "aws_lambda_function" "checkout" {
  function_name = "checkout"
  role          = aws_iam_role.checkout.arn
  runtime       = "nodejs22.x"
  handler       = "main.handler"
  environment {
    variables = {
${lines.join('\n')}
    }
  }
}

resource "aws_iam_role" "checkout" {
  name               = "checkout"
  assume_role_policy = "{}"
}
${rest}`;
}

/** A service of ECS that runs one container with these variables. */
export function serviceWith(name: string, variables: Readonly<Record<string, string>>, inside = ''): string {
  const list = Object.entries(variables).map(([key, value]) => `{ name = "${key}", value = ${value} }`);
  return `
resource "aws_ecs_service" "${name}" {
  name            = "${name}"
  task_definition = aws_ecs_task_definition.${name}.arn
  desired_count   = 2
  ${inside}
}

resource "aws_ecs_task_definition" "${name}" {
  family                = "${name}"
  container_definitions = jsonencode([{ name = "${name}", environment = [${list.join(', ')}] }])
}
`;
}
