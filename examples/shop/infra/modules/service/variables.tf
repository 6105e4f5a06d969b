variable "name" { type = string }
variable "prefix" { type = string }
variable "image" { type = string }
variable "port" { type = number }
variable "tasks" { type = number }
variable "cpu" { type = number }
variable "memory" { type = number }
variable "health_path" { type = string }
variable "cluster_arn" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "entry_group_id" { type = string }
variable "environment" { type = map(string) }

variable "secrets" {
  description = "Names of environment variables with the secrets they are read from."
  type        = map(string)
  default     = {}
}

variable "log_retention" {
  type    = number
  default = null
}

variable "policy_statements" {
  type = list(object({
    actions   = list(string)
    resources = list(string)
  }))
  default = []
}
