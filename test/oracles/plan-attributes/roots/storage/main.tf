# Buckets: templates, nested dynamic blocks and documents in other formats.
locals {
  buckets = yamldecode(<<-YAML
    invoices:
      versioned: true
      rules:
        - id: archive
          days: {GLACIER: 90, STANDARD_IA: 30}
          tags: {keep: yes}
        - id: "abort"
          abort_after: 7
    thumbnails:
      rules: []
  YAML
  )
  statements = templatefile("${path.module}/statement.tftpl", {
    buckets = sort(keys(local.buckets))
    account = "111111111111"
  })
}

resource "aws_s3_bucket" "this" {
  for_each = local.buckets
  bucket   = "shop-${each.key}-${substr(sha1(each.key), 0, 6)}"
  tags     = { Owner = lookup(each.value, "owner", "shop"), Rules = length(each.value.rules) }
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id

  versioning_configuration {
    status = lookup(local.buckets[each.key], "versioned", false) ? "Enabled" : "Suspended"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = { for name, bucket in local.buckets : name => bucket.rules if length(bucket.rules) > 0 }
  bucket   = aws_s3_bucket.this[each.key].bucket

  dynamic "rule" {
    for_each = each.value
    content {
      id     = rule.value.id
      status = "Enabled"

      filter {
        prefix = "year/"
      }

      dynamic "transition" {
        for_each = try(rule.value.days, {})
        content {
          storage_class = transition.key
          days          = transition.value
        }
      }

      dynamic "abort_incomplete_multipart_upload" {
        for_each = try([rule.value.abort_after], [])
        content {
          days_after_initiation = abort_incomplete_multipart_upload.value
        }
      }
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this["invoices"].bucket
  policy = local.statements
}

resource "aws_s3_object" "settings" {
  bucket       = aws_s3_bucket.this["thumbnails"].bucket
  key          = "settings/${formatdate("YYYY", "2026-03-01T00:00:00Z")}.json"
  content_type = "application/json"
  content      = <<-JSON
    {
      "sizes": ${jsonencode([for size in range(100, 400, 100) : "${size}x${size}"])},
      "ratio": ${1 / 3},
      "quality": 0.80
    }
  JSON
}

output "statements" {
  value = jsondecode(local.statements)
}

output "as_yaml" {
  value = yamlencode(local.buckets)
}
