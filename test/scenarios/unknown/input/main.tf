variable "several_zones" {
  type = bool
}

resource "aws_db_instance" "orders" {
  multi_az                = var.several_zones
  backup_retention_period = 14
}
