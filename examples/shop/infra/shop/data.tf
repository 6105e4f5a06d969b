resource "random_password" "orders_db" {
  length = 32
}

module "orders_db" {
  source = "../modules/database"

  name       = "orders"
  prefix     = local.name
  class      = var.orders_db.class
  storage    = var.orders_db.storage
  multi_az   = var.orders_db.multi_az
  backups    = var.orders_db.backups
  password   = random_password.orders_db.result
  vpc_id     = local.network.vpc_id
  subnet_ids = local.network.private_subnet_ids
  client_ids = [local.cluster.node_group_id]
}

# What the cluster reads: External Secrets copies it into the namespace of the shop.
resource "aws_secretsmanager_secret" "orders_db" {
  name = "${local.name}/orders-db"
}

resource "aws_secretsmanager_secret_version" "orders_db" {
  secret_id = aws_secretsmanager_secret.orders_db.id

  secret_string = jsonencode({
    host     = module.orders_db.address
    username = "orders"
    password = random_password.orders_db.result
  })
}

resource "aws_db_subnet_group" "catalog" {
  name       = "${local.name}-catalog"
  subnet_ids = local.network.private_subnet_ids
}

resource "aws_security_group" "catalog_db" {
  name   = "${local.name}-catalog-db"
  vpc_id = local.network.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "catalog_db" {
  security_group_id            = aws_security_group.catalog_db.id
  referenced_security_group_id = module.service["catalog"].security_group_id
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_rds_cluster" "catalog" {
  cluster_identifier          = "${local.name}-catalog"
  engine                      = "aurora-postgresql"
  engine_version              = "15.4"
  database_name               = "catalog"
  master_username             = "catalog"
  manage_master_user_password = true
  storage_encrypted           = true
  deletion_protection         = true
  backup_retention_period     = 14
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.catalog.name
  vpc_security_group_ids      = [aws_security_group.catalog_db.id]
}

resource "aws_rds_cluster_instance" "catalog" {
  count = var.catalog_instances

  identifier         = "${local.name}-catalog-${count.index}"
  cluster_identifier = aws_rds_cluster.catalog.id
  engine             = aws_rds_cluster.catalog.engine
  instance_class     = "db.r6g.large"
}

resource "aws_elasticache_subnet_group" "sessions" {
  name       = "${local.name}-sessions"
  subnet_ids = local.network.private_subnet_ids
}

resource "aws_security_group" "sessions" {
  name   = "${local.name}-sessions"
  vpc_id = local.network.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "sessions" {
  security_group_id            = aws_security_group.sessions.id
  referenced_security_group_id = module.service["ui"].security_group_id
  from_port                    = 6379
  to_port                      = 6379
  ip_protocol                  = "tcp"
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "${local.name}-sessions"
  description                = "Sessions of signed-in users"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  num_cache_clusters         = 1
  subnet_group_name          = aws_elasticache_subnet_group.sessions.name
  security_group_ids         = [aws_security_group.sessions.id]
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
}

resource "aws_s3_bucket" "media" {
  bucket = "${local.name}-media"
}

resource "aws_s3_bucket_public_access_block" "media" {
  bucket = aws_s3_bucket.media.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "invoices" {
  bucket = "${local.name}-invoices"
}

resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.id

  versioning_configuration {
    status = "Enabled"
  }
}
