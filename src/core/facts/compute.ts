/** Facts of workloads, functions, clusters, node pools and target groups. */
export interface ComputeFacts {}
