# Orders and what they are kept in.
variable "standby" {
  type    = bool
  default = false
}

resource "aws_db_instance" "orders" {
  identifier     = "orders"
  engine         = "postgres"
  instance_class = "db.t4g.medium"
  multi_az       = var.standby # one zone is enough for now
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
