# What another block reads of an attribute: the provider's type, not the written one.
resource "aws_sqs_queue" "orders" {
  name          = "orders"
  delay_seconds = "15"
  fifo_queue    = "false"
  tags          = { Port = 8080, Public = true, Ratio = 0.10, Big = 12345678901234567890 }
}

resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = "443"
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.1.0.0/16", "10.0.0.0/16", "10.1.0.0/16"]
  }
}

resource "aws_autoscaling_group" "web" {
  launch_configuration = "web"
  min_size             = "2"
  max_size             = "10"
  availability_zones   = ["eu-west-1b", "eu-west-1a"]

  dynamic "tag" {
    for_each = { Name = "web", Size = 3 }
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = "true"
    }
  }
}

resource "aws_ssm_parameter" "read" {
  for_each = {
    delay = aws_sqs_queue.orders.delay_seconds + 1
    less  = aws_autoscaling_group.web.min_size < aws_autoscaling_group.web.max_size
    port  = aws_sqs_queue.orders.tags.Port
    ports = [for rule in aws_security_group.web.ingress : rule.from_port][0]
    cidrs = join(",", flatten([for rule in aws_security_group.web.ingress : rule.cidr_blocks]))
    zones = join(",", aws_autoscaling_group.web.availability_zones)
    same  = aws_sqs_queue.orders.tags.Port == "8080"
    fifo  = aws_sqs_queue.orders.fifo_queue == false
    typed = aws_sqs_queue.orders.delay_seconds == 15
    ratio = aws_sqs_queue.orders.tags["Ratio"]
    json  = jsonencode({ delay = aws_sqs_queue.orders.delay_seconds, tags = aws_sqs_queue.orders.tags })
  }
  name  = "/shop/${each.key}"
  type  = "String"
  value = each.value
}

output "orders" {
  value = {
    delay = aws_sqs_queue.orders.delay_seconds
    fifo  = aws_sqs_queue.orders.fifo_queue
    tags  = aws_sqs_queue.orders.tags
    port  = one(aws_security_group.web.ingress).from_port
    sizes = [aws_autoscaling_group.web.min_size, aws_autoscaling_group.web.max_size]
    zones = aws_autoscaling_group.web.availability_zones
  }
}
