environment = "staging"

services = {
  ui      = { image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ui:4.13.0-rc1", path = "/*" }
  catalog = { image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/catalog:3.0.4", path = "/catalog/*" }
}

orders_db = {
  class   = "db.t4g.medium"
  storage = 50
  backups = 1
}

api_host        = "api.staging.shop.example"
certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/shop-staging"
