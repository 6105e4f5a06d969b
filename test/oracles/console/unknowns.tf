# Values that terraform does not know while planning, of every type. Used by the recorder and by the test.
resource "terraform_data" "order" {
  input = "x"
}

locals {
  ustring  = terraform_data.order.id
  udynamic = jsondecode(terraform_data.order.id)
  ubool    = local.ustring == "x"
  unumber  = length(local.ustring)
  ulist    = split(",", local.ustring)
  uset     = setunion(local.ulist, ["a"])
  umap     = local.ubool ? tomap({ a = 1 }) : tomap({ b = 2, c = 3 })
  uobject  = local.ubool ? { a = 1, b = "x" } : { a = 2, b = "y" }
  utuple   = local.ubool ? [1, "x"] : [2, "y"]
  uprefix  = "order-${local.ustring}"
}
