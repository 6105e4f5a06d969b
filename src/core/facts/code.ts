/** Facts of stacks, repositories and pipelines: how the code is written. */
export interface CodeFacts {}
