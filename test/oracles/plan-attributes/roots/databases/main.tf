# Databases in a module that is called twice.
locals {
  teams = {
    orders = {
      primary = { storage = 200, parameters = { shared_buffers = 4096, log_min_duration_statement = "250" } }
      replica = { storage = 200, replica_of = "primary" }
    }
    mail = {
      outbox = { engine = "mysql", multi_az = false, backup_hours = ["1", 3] }
    }
  }
}

module "fleet" {
  source   = "./fleet"
  for_each = local.teams

  databases = { for name, database in each.value : "${each.key}-${name}" => merge(database, {
    replica_of = try("${each.key}-${database.replica_of}", null)
  }) }
  password = "not-a-real-one"
}

output "classes" {
  value = merge([for fleet in module.fleet : { for name, instance in fleet.instances : name => instance.class }]...)
}

output "zones" {
  value = sum(flatten([for fleet in module.fleet : values(fleet.instances)[*].zones]))
}
