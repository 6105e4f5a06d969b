variable "password" {
  sensitive = true
}

variable "size" {}

locals {
  environment = "production"
}

resource "aws_db_instance" "orders" {
  instance_class = var.size
  password       = var.password
  tags           = { Environment = local.environment }
}
