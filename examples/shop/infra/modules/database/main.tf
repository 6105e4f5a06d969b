variable "name" { type = string }
variable "prefix" { type = string }
variable "class" { type = string }
variable "storage" { type = number }
variable "multi_az" { type = bool }
variable "backups" { type = number }

variable "password" {
  type      = string
  sensitive = true
}

variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "client_ids" { type = list(string) }

resource "aws_db_subnet_group" "this" {
  name       = "${var.prefix}-${var.name}"
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "this" {
  name   = "${var.prefix}-${var.name}-db"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  count = length(var.client_ids)

  security_group_id            = aws_security_group.this.id
  referenced_security_group_id = var.client_ids[count.index]
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_db_instance" "this" {
  identifier              = "${var.prefix}-${var.name}"
  engine                  = "postgres"
  engine_version          = "14.12"
  instance_class          = var.class
  allocated_storage       = var.storage
  storage_type            = "gp3"
  storage_encrypted       = true
  username                = var.name
  password                = var.password
  multi_az                = var.multi_az
  backup_retention_period = var.backups
  skip_final_snapshot     = false
  db_subnet_group_name    = aws_db_subnet_group.this.name
  vpc_security_group_ids  = [aws_security_group.this.id]
}

output "address" {
  value = aws_db_instance.this.address
}

output "identifier" {
  value = aws_db_instance.this.identifier
}
