variable "databases" {
  type = map(object({
    engine       = optional(string, "postgres")
    storage      = optional(number, 20)
    multi_az     = optional(bool, true)
    parameters   = optional(map(string), {})
    replica_of   = optional(string)
    backup_hours = optional(tuple([number, number]), [2, 4])
  }))
  nullable = false
}

variable "password" {
  type      = string
  sensitive = true
}

locals {
  versions = { postgres = "16.3", mysql = "8.0.37" }
  family   = { for engine, version in local.versions : engine => "${engine}${join(".", slice(split(".", version), 0, engine == "postgres" ? 1 : 2))}" }
}

resource "aws_db_parameter_group" "this" {
  for_each    = { for name, database in var.databases : name => database if length(database.parameters) > 0 }
  name_prefix = "${each.key}-"
  family      = local.family[each.value.engine]

  dynamic "parameter" {
    for_each = each.value.parameters
    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = endswith(parameter.key, "_buffers") ? "pending-reboot" : "immediate"
    }
  }
}

resource "aws_db_instance" "this" {
  for_each = var.databases

  identifier            = each.key
  engine                = each.value.engine
  engine_version        = lookup(local.versions, each.value.engine)
  instance_class        = "db.${each.value.storage > 100 ? "r6g" : "t4g"}.large"
  allocated_storage     = each.value.storage
  max_allocated_storage = pow(2, 1) * each.value.storage
  multi_az              = each.value.replica_of == null && each.value.multi_az
  username              = each.value.replica_of == null ? "orders" : null
  password              = each.value.replica_of == null ? var.password : null
  replicate_source_db   = each.value.replica_of
  parameter_group_name  = try(aws_db_parameter_group.this[each.key].name, null)
  backup_window         = format("%02d:00-%02d:00", each.value.backup_hours...)
  skip_final_snapshot   = true
  tags                  = { Name = each.key, Engine = local.family[each.value.engine] }
}

output "instances" {
  value = { for name, database in aws_db_instance.this : name => { class = database.instance_class, zones = database.multi_az ? 2 : 1, endpoint = database.endpoint } }
}

output "password_length" {
  value     = length(var.password)
  sensitive = true
}
