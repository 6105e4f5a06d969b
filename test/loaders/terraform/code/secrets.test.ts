import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksRandom } from '../../../../src/loaders/credentials/secret-formats.ts';
import { cannotBeCredential, namesCredential } from '../../../../src/loaders/credentials/secret-names.ts';
import { codeOf, textAt } from './code-of.ts';

/** Each secret as `confidence kind "text" effective?`. */
function check(texts: Readonly<Record<string, string>>, expected: readonly string[], root?: string): void {
  const { secrets } = codeOf(texts, root);
  const found = secrets.map((secret) => {
    const effective = secret.effective ? '' : ' (not in force)';
    return `${secret.confidence} ${secret.kind} ${textAt(texts, secret.at).replaceAll('"', '')}${effective}`;
  });
  expect(found.sort()).toEqual([...expected].sort());
}

const database = (password: string): string =>
  `resource "aws_db_instance" "orders" {\n  password = ${password}\n}\n`;

describe('secrets in code', () => {
  it.each([
    ['Administrator99-Orders', '22 characters'],
    ['orders4ever', '11 characters'],
    ['q7Xw2Lk9Tz4Rm8Vb3Nc6', 'q7Xw…, 20 characters'],
  ])('shows of %s no more than %s', (text, shown) => {
    const { secrets } = codeOf({ 'main.tf': database(`"${text}"`) });
    expect(secrets.map(({ fingerprint }) => fingerprint)).toEqual([shown]);
  });
  it('finds a password where it is used', () => {
    check({ 'main.tf': database('"orders4ever"') }, ['place-of-use credential-argument orders4ever']);
  });
  it('follows a password through coalesce, locals and two modules', () => {
    check(
      {
        'main.tf': `
locals { pw = "orders4ever" }
module "a" {
  source = "./a"
  login  = { password = coalesce(local.pw) }
}`,
        'a/main.tf': 'variable "login" {}\nmodule "b" {\n  source = "../b"\n  secret = var.login.password\n}',
        'b/main.tf': `variable "secret" {}\n${database('sensitive(var.secret)')}`,
      },
      ['place-of-use credential-argument orders4ever'],
    );
  });
  it('tells a default that every variable set replaces', () => {
    const main = `variable "pw" { default = "orders4ever" }\n${database('var.pw')}`;
    check(
      { 'main.tf': main, 'live.tfvars': 'pw = null' },
      ['place-of-use credential-argument orders4ever'],
      '.',
    );
    const replaced = ['place-of-use credential-argument orders4ever (not in force)'];
    check({ 'main.tf': main, 'live.tfvars': 'pw = null' }, replaced, '.@live');
  });
  it.each([
    ['an address of a secret', '"arn:aws:secretsmanager:eu-west-1:1:secret:x"'],
    ['a path', '"/orders/db/password"'],
    ['an interpolation', '"${var.prefix}-x"'],
    ['an encrypted text', '"ENC[AES256_GCM,data:x]"'],
    ['a name of an environment variable', '"ORDERS_DB_PASSWORD"'],
    ['nothing', '""'],
  ])('takes %s for no password', (_, text) => {
    check({ 'main.tf': `variable "prefix" { default = "a" }\n${database(text)}` }, []);
  });
  it('finds container passwords in blocks, lists and documents', () => {
    check(
      {
        'main.tf': `
resource "aws_ecs_task_definition" "a" {
  container_definitions = jsonencode([{ environment = [{ name = "DB_PASSWORD", value = "orders4ever" }] }])
}
resource "kubernetes_deployment" "b" {
  container {
    env {
      name  = "API_KEY"
      value = "orders5ever"
    }
  }
}
resource "aws_lambda_function" "c" {
  environment {
    variables = merge({ TOKEN = "orders6ever" }, {})
  }
}`,
      },
      ['4', '5', '6'].map((number) => `place-of-use environment-variable orders${number}ever`),
    );
  });
  it('reads files that a start script comes from', () => {
    const start = 'export PASSWORD=orders4ever\nexport TOKEN=$(fetch)\nexport SECRET_NAME=orders\n';
    check(
      {
        'main.tf':
          'resource "aws_instance" "web" { user_data = templatefile("${path.module}/start.sh", {}) }',
        'start.sh': start,
      },
      ['place-of-use start-script orders4ever'],
    );
  });
  it('never tells a credential, whatever it is', () => {
    const passwords = fc.string({ unit: 'grapheme-ascii', minLength: 13, maxLength: 60 });
    fc.assert(
      fc.property(passwords, (text) => {
        const literal = JSON.stringify(text).replaceAll('${', '$$${').replaceAll('%{', '%%{');
        const { secrets } = codeOf({ 'main.tf': database(literal) });
        for (const secret of secrets) expect(Object.values(secret)).not.toContain(text);
        expect(JSON.stringify(secrets)).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});

describe('names and values', () => {
  it.each(['db_password', 'GITHUB_TOKEN', 'clientSecret', 'apiKey', 'private_key', 'admin.password'])(
    '%s names one',
    (name) => {
      expect(namesCredential(name)).toBe(true);
    },
  );
  it.each([
    'password_rotated_date',
    'secret_name',
    'token_url',
    'kms_key_id',
    'key_name',
    'tokens_per_second',
    'monkey',
  ])('%s names none', (name) => {
    expect(namesCredential(name)).toBe(false);
  });
  it.each(['2026-03-20', 'required', 'true', 'db.example.com', 'two words here', '{{ vault }}'])(
    '%s is none',
    (value) => {
      expect(cannotBeCredential(value)).toBe(true);
    },
  );
  it.each(['q7Zt2Lw9Xb4Vn6Rk1Ys8', '9f8e7d6c5b4a39281706f5e4d3c2b1a0'])('%s looks random', (text) => {
    expect(looksRandom(text)).toBe(true);
  });
  it.each([
    'terraform-aws-modules',
    'arn:aws:iam::1:role/X9y8Z7w6',
    'OrdersServiceProduction',
    'aaaaaaaaaaaaaaaa1B2c3',
  ])('%s does not', (text) => {
    expect(looksRandom(text)).toBe(false);
  });
});
