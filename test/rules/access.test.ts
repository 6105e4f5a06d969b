import { expect, it } from 'vitest';
import { memoryFiles } from '../support/memory-files.ts';
import { wholeAudit } from '../support/whole-audit.ts';

const role = (condition: string): string => `
variable "issuer" { type = string }
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::111111111111:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ORDERS"]
    }
    ${condition}
  }
}
resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_iam_role_policy" "orders" {
  role   = aws_iam_role.orders.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:PutObject", "s3:DeleteObject"], Resource = "*" }]
  })
}
`;

it('tells conditions that cannot be read from none', () => {
  const said = (condition: string): readonly string[] => {
    const { report } = wholeAudit(memoryFiles({ 'main.tf': role(condition) }));
    const lines = report.findings
      .filter(({ rule }) => rule === 'security/unscoped-write-permission')
      .flatMap(({ evidence }) => evidence.map(({ says }) => says));
    return lines.filter((text) => text.includes('can become it'));
  };
  const subject = (key: string): string =>
    `condition {\n test = "StringEquals"\n variable = ${key}\n ` +
    'values = ["system:serviceaccount:shop:orders"]\n}';
  expect(said(subject('"${var.issuer}:sub"'))).toEqual([
    expect.stringMatching(/can become it, under conditions that are not known here$/),
  ]);
  expect(said('')).toEqual([expect.stringMatching(/can become it, without any condition$/)]);
});
