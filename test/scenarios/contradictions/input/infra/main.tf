provider "aws" {
  region = "eu-west-1"
}
resource "aws_lb" "ledger" {
  name               = "ledger"
  load_balancer_type = "application"
}
resource "aws_route53_record" "ledger" {
  name = "ledger.shop.example"
  type = "A"
  alias {
    name                   = aws_lb.ledger.dns_name
    zone_id                = aws_lb.ledger.zone_id
    evaluate_target_health = true
  }
}
resource "aws_lambda_function" "mailer" {
  function_name = "mailer"
  environment {
    variables = { DB_HOST = "orders-db" }
  }
}
resource "aws_lb" "ledger_old" {
  name               = "ledger-old"
  load_balancer_type = "application"
}
resource "aws_route53_record" "ledger_old" {
  name = "ledger.shop.example"
  type = "A"
  alias {
    name                   = aws_lb.ledger_old.dns_name
    zone_id                = aws_lb.ledger_old.zone_id
    evaluate_target_health = true
  }
}
