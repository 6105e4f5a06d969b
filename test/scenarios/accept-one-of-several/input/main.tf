resource "aws_db_instance" "orders" {
  engine   = "postgres"
  password = "orders-in-winter-17"
}

resource "aws_db_instance" "refunds" {
  engine   = "postgres"
  password = "refunds-in-spring-23"
}
