/** A value that no output may ever show. */
export const SECRET = 'kV9-orders-hunter2-x7';

const functions =
  'abs alltrue base64decode basename can ceil chunklist cidrhost cidrsubnet cidrsubnets coalesce ' +
  'compact concat contains csvdecode dirname distinct element file filemd5 fileset flatten floor ' +
  'format formatdate formatlist index indent join jsondecode jsonencode keys length lookup lower ' +
  'matchkeys max merge md5 min one parseint pathexpand pow range regex regexall replace reverse ' +
  'setproduct setsubtract setunion sha256 slice sort split startswith strrev substr sum templatefile ' +
  'templatestring textdecodebase64 timeadd timecmp title tobool tolist tomap tonumber toset tostring ' +
  'transpose trim try upper urlencode values yamldecode yamlencode zipmap';

export const functionNames = functions.split(' ');

/** What expressions are made of: known, unknown, sensitive and strange. */
export const operands = [
  'var.password',
  'local.secret',
  'var.size',
  'var.missing',
  'local.tags',
  'local.names',
  'aws_vpc.main.id',
  'aws_subnet.app[*].id',
  'module.queue.arn',
  'data.aws_region.now.name',
  'null',
  'true',
  '-1',
  '1e309',
  '0.1',
  '99999999999999999999',
  '""',
  '"a"',
  '"${var.password}-x"',
  '"%d %s %!"',
  '"/(a+)+$/"',
  '"10.0.0.0/8"',
  '"2024-01-01T00:00:00Z"',
  '[]',
  '[1, "a", null]',
  '{}',
  '{ a = var.password }',
  '["a", "b"]',
  'each.key',
  'count.index',
  'path.module',
  'terraform.workspace',
  '"orders.tftpl"',
  '"orders.yaml"',
  '"../../outside"',
  '"${var.missing}.${aws_vpc.main.arn}"',
  'var.password[0]',
  'var.password.x',
  '{ a = 1 }[var.password]',
  '[for name in local.names : upper(name)]',
  '{ for n in [local.secret, local.secret] : n => 1 }',
];

/** The files that hold the secret; they are read as they are, whatever happens to the others. */
export const secretFiles: Readonly<Record<string, string>> = {
  'infra/secret.tf': `variable "password" {
  type      = string
  sensitive = true
  default   = "${SECRET}"
}
locals {
  secret = "\${var.password}"
}
resource "aws_db_instance" "orders" {
  identifier = "orders"
  password   = "${SECRET}"
  username   = var.password
}
module "secret" {
  source   = "./queue"
  name     = var.password
  password = var.password
}
output "password" {
  value     = var.password
  sensitive = true
}
`,
};

/** One file of every kind that is read. */
export const shop: Readonly<Record<string, string>> = {
  'infra/main.tf': `terraform {
  required_version = ">= 1.5"
  backend "s3" {
    bucket = "orders-state"
    key    = "orders"
  }
}
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { environment = "production" }
  }
}
variable "size" {
  type    = object({ min = optional(number, 2), max = number })
  default = { max = 4 }
  validation {
    condition     = var.size.max >= var.size.min
    error_message = "max \${var.size.max} is below min, \${var.password}"
  }
}
variable "missing" {}
locals {
  names = toset(["orders", "refunds"])
  tags  = merge({ a = 1 }, yamldecode(file("\${path.module}/orders.yaml")))
  rows  = csvdecode(file("\${path.module}/orders.csv"))
  lines = [for row in local.rows : row.name if row.size > 1]
}
data "aws_region" "now" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "app" {
  count      = 3
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  dynamic "ingress" {
    for_each = [22, 443]
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
resource "aws_instance" "app" {
  for_each               = local.names
  subnet_id              = aws_subnet.app[0].id
  vpc_security_group_ids = [aws_security_group.app.id]
  user_data              = templatefile("\${path.module}/orders.tftpl", {
    names  = local.names
    secret = var.password
  })
}
resource "aws_sqs_queue" "orders" {
  name   = <<-EOT
    orders-%{if var.size.max > 2}large%{else}small%{endif}
  EOT
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:*", Resource = "*" }]
  })
  tags   = local.tags
}
module "queue" {
  source = "./queue"
  name   = "orders"
}
output "queue" {
  value = module.queue.arn
}
`,
  'infra/expressions.tf': '',
  'infra/queue/main.tf': `variable "name" {}
variable "password" {
  type    = number
  default = 1
}
resource "aws_sqs_queue" "this" {
  name = var.name
}
output "arn" {
  value = aws_sqs_queue.this.arn
}
`,
  'infra/orders_override.tf': 'resource "aws_sqs_queue" "orders" {\n  delay_seconds = 5\n}\n',
  'infra/orders.tf.json':
    '{"resource": {"aws_s3_bucket": {"invoices": {"bucket": "invoices-${var.size.max}"}}},\n' +
    ' "locals": {"json": ["a", {"b": "${local.names}"}]}}\n',
  'infra/more.tofu': 'resource "aws_ebs_volume" "data" {\n  size = 8\n  type = "gp2"\n}\n',
  'infra/terraform.tfvars': 'size = { min = 2, max = 5 }\n',
  'infra/env/production.tfvars': 'missing = "x"\n# a comment\nsize = { max = 9 }\n',
  'infra/staging.tfvars.json': '{"missing": "y", "size": {"max": 3}}\n',
  'infra/.terraform/modules/modules.json': '{"Modules":[{"Key":"queue","Source":"./queue","Dir":"queue"}]}\n',
  'infra/orders.tftpl': '%{ for name in names ~}\necho ${name}\n%{ endfor ~}\nexport TOKEN=${secret}\n',
  'infra/orders.yaml': 'a: &a [1, two]\nb: *a\nc: {<<: {d: e}}\nf: !!str 1\n',
  'infra/orders.csv': 'name,size\norders,2\n"re, funds",1\n',
  'infra/terraform.tfstate':
    '{"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"a","outputs":{},' +
    '"resources":[{"mode":"managed","type":"aws_sqs_queue","name":"orders",' +
    '"provider":"provider[\\"registry.terraform.io/hashicorp/aws\\"]",' +
    '"instances":[{"attributes":{"name":"orders","arn":"a"}}]}]}\n',
  'whatfails.yaml': 'version: 1\n',
};

/** What `--plan` and `--state` read. */
export const plan =
  '{"format_version":"1.2","planned_values":{"root_module":{"resources":[{' +
  '"address":"aws_sqs_queue.orders","mode":"managed","type":"aws_sqs_queue","name":"orders",' +
  '"values":{"name":"orders"}}],"child_modules":[]}},' +
  '"resource_changes":[{"address":"aws_sqs_queue.orders","type":"aws_sqs_queue",' +
  '"change":{"actions":["delete","create"],"before":{"name":"a"},' +
  '"after":{"name":"orders"},"after_unknown":{"arn":true},"after_sensitive":{}}}],' +
  '"configuration":{"root_module":{"resources":[]}}}';
