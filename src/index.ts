// What the package offers to programs; docs/fault-trees.md describes it.
export type { Bounds, CutSet, CutSets, FaultTree, Formula, Importance, Solution } from './core/fault-tree.ts';
export type { SolveOptions } from './solver/solve.ts';
export { solve } from './solver/solve.ts';
export type { OpenPsaProblem } from './syntax/open-psa/problem.ts';
export type { OpenPsaFile, OpenPsaModel, OpenPsaOptions, OpenPsaReading } from './syntax/open-psa/read.ts';
export { readOpenPsa } from './syntax/open-psa/read.ts';
export type { WriteOptions } from './syntax/open-psa/write.ts';
export { writeOpenPsa } from './syntax/open-psa/write.ts';
