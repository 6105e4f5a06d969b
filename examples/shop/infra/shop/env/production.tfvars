environment = "production"

services = {
  ui = {
    image = "shop/ui:4.12.0"
    tasks = 3
    path  = "/*"
  }
  checkout = {
    image  = "shop/checkout:2.7.1"
    cpu    = 512
    memory = 1024
    path   = "/checkout/*"
  }
  catalog = {
    image = "shop/catalog:3.0.4"
    tasks = 2
    path  = "/catalog/*"
  }
  orders = {
    image = "shop/orders:5.1.0"
    tasks = 2
    path  = "/orders/*"
  }
}

orders_db = {
  class   = "db.t4g.large"
  storage = 200
  backups = 3
}

certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/shop"
