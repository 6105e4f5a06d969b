environment = "production"

services = {
  ui = {
    image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ui:4.12.0"
    tasks = 3
    path  = "/*"
  }
  catalog = {
    image  = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/catalog:3.0.4"
    cpu    = 512
    memory = 1024
    path   = "/catalog/*"
  }
}

orders_db = {
  class   = "db.t4g.large"
  storage = 200
  backups = 3
}

api_host        = "api.shop.example"
certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/shop"
