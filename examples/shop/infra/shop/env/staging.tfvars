environment = "staging"

services = {
  ui       = { image = "shop/ui:4.13.0-rc1", path = "/*" }
  checkout = { image = "shop/checkout:2.8.0-rc2", path = "/checkout/*" }
  catalog  = { image = "shop/catalog:3.0.4", path = "/catalog/*" }
  orders   = { image = "shop/orders:5.1.0", path = "/orders/*" }
}

orders_db = {
  class   = "db.t4g.medium"
  storage = 50
  backups = 1
}

certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/shop-staging"
