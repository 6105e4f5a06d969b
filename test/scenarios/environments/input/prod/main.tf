locals {
  environment = "production"
}

resource "aws_db_instance" "orders" {
  identifier              = "orders"
  multi_az                = false
  backup_retention_period = 14
}
