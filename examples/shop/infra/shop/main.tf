terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.90"
    }
  }

  # The key is given by the pipeline: -backend-config="key=shop/$ENVIRONMENT/terraform.tfstate".
  backend "s3" {
    bucket       = "shop-terraform-state"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      Team        = "shop"
      Environment = var.environment
    }
  }
}

data "terraform_remote_state" "network" {
  backend = "s3"

  config = {
    bucket = "shop-terraform-state"
    key    = "network/terraform.tfstate"
    region = "eu-west-1"
  }
}

data "terraform_remote_state" "cluster" {
  backend = "s3"

  config = {
    bucket = "shop-terraform-state"
    key    = "cluster/terraform.tfstate"
    region = "eu-west-1"
  }
}

locals {
  name    = "shop-${var.environment}"
  network = data.terraform_remote_state.network.outputs
  cluster = data.terraform_remote_state.cluster.outputs
}
