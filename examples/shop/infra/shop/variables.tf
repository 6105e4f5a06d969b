variable "environment" {
  type = string

  validation {
    condition     = contains(["production", "staging"], var.environment)
    error_message = "The environment is production or staging."
  }
}

variable "services" {
  description = "Every service of the shop, by name."
  type = map(object({
    image  = string
    port   = optional(number, 8080)
    tasks  = optional(number, 1)
    cpu    = optional(number, 256)
    memory = optional(number, 512)
    path   = optional(string)
    health = optional(string, "/health")
  }))
}

variable "orders_db" {
  type = object({
    class    = string
    storage  = optional(number, 100)
    multi_az = optional(bool, false)
    backups  = optional(number, 7)
  })
}

variable "catalog_instances" {
  type    = number
  default = 1
}

variable "api_host" {
  description = "Where the services on the cluster answer."
  type        = string
}

variable "certificate_arn" {
  type = string
}

variable "alarm_email" {
  type    = string
  default = null
}
