# The ways a policy document is put together.
data "aws_iam_policy_document" "orders" {
  statement {
    sid       = "ReadOrders"
    actions   = ["s3:GetObject", "s3:ListBucket", "s3:GetObject"]
    resources = ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"]

    condition {
      test     = "NumericLessThan"
      variable = "aws:MultiFactorAuthAge"
      values   = [86400]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = [true]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111111111111", "222222222222"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["333333333333"]
    }
  }

  statement {
    sid           = "DenyOthers"
    effect        = "Deny"
    not_actions   = ["s3:*"]
    not_resources = ["arn:aws:s3:::logs"]

    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root"]
    }
  }

  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com", "s3.amazonaws.com"]
    }
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }

  statement {
    actions   = ["sns:Publish"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "everybody" {
  statement {
    actions   = ["sqs:*"]
    resources = []

    principals {
      type        = "*"
      identifiers = ["*"]
    }
    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "pairs" {
  statement {
    effect        = null
    actions       = []
    not_actions   = null
    resources     = ["*"]
    not_resources = []

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["333333333333"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111111111111"]
    }
    principals {
      type        = "Federated"
      identifiers = []
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = []
    }
    condition {
      test     = "StringLike"
      variable = "aws:PrincipalArn"
      values   = ["a-&{aws:userid}", "*", "a"]
    }
  }
}

data "aws_iam_policy_document" "empty" {
  policy_id = "nothing"
  version   = "2008-10-17"
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents = [
    data.aws_iam_policy_document.orders.json,
    jsonencode({
      Version   = "2008-10-17"
      Id        = "from-source"
      Statement = [{ Sid = "Single", Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }]
    }),
  ]

  statement {
    sid       = "ReadOrders"
    actions   = ["s3:HeadObject"]
    resources = ["*"]
  }

  override_policy_documents = [
    jsonencode({
      Statement = [
        { Sid = "DenyOthers", Effect = "Allow", Action = ["s3:*"], Resource = ["*"] },
        { Sid = "Added", Effect = "Allow", Action = ["b:1", "a:1"], Resource = "*", Condition = { Bool = { x = true } } },
        { Effect = "Allow", NotAction = "iam:*", Resource = "*", Principal = { AWS = "*" } },
      ]
    }),
  ]
}

data "aws_iam_policy_document" "only_sources" {
  source_policy_documents = [data.aws_iam_policy_document.empty.json, data.aws_iam_policy_document.everybody.json]
}

data "aws_iam_policy_document" "generated" {
  dynamic "statement" {
    for_each = { read = ["s3:GetObject"], write = ["s3:PutObject", "s3:DeleteObject"] }

    content {
      sid       = title(statement.key)
      actions   = statement.value
      resources = ["arn:aws:s3:::orders-$${aws:username}/&{aws:userid}/*", "arn:aws:s3:::<tmp>&"]
    }
  }
}

resource "aws_iam_policy" "orders" {
  for_each = {
    orders       = data.aws_iam_policy_document.orders.json
    everybody    = data.aws_iam_policy_document.everybody.json
    merged       = data.aws_iam_policy_document.merged.json
    only_sources = data.aws_iam_policy_document.only_sources.json
    generated    = data.aws_iam_policy_document.generated.minified_json
  }
  name   = each.key
  policy = each.value
}

output "texts" {
  value = {
    orders    = data.aws_iam_policy_document.orders.json
    minified  = data.aws_iam_policy_document.orders.minified_json
    empty     = data.aws_iam_policy_document.empty.json
    merged    = data.aws_iam_policy_document.merged.json
    sources   = data.aws_iam_policy_document.only_sources.json
    generated = data.aws_iam_policy_document.generated.json
    everybody = data.aws_iam_policy_document.everybody.json
    pairs     = data.aws_iam_policy_document.pairs.json
    statement = data.aws_iam_policy_document.orders.statement[0].effect
    first_sid = data.aws_iam_policy_document.orders.statement[2].sid
    version   = data.aws_iam_policy_document.orders.version
  }
}
