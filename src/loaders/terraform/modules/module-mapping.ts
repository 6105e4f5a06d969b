/** A stand-in for a public module: the inputs and outputs that matter, written by us as a small module. */
export interface ModuleMapping {
  /**
   * Registry address with submodule: `terraform-aws-modules/vpc/aws`,
   * `terraform-aws-modules/iam/aws//modules/iam-role`.
   */
  readonly source: string;
  /**
   * Git addresses of the same code, without scheme and ref:
   * `github.com/terraform-aws-modules/terraform-aws-vpc`.
   */
  readonly git: string;
  /** The major versions whose inputs the stand-in knows. */
  readonly versions: string;
  /** Terraform code of the stand-in. */
  readonly code: string;
}
