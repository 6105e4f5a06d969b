locals {
  environment = "dev"
}

resource "aws_db_instance" "orders" {
  identifier              = "orders-dev"
  multi_az                = false
  backup_retention_period = 14
}
