export type Unit = 'minutes/year' | 'USD/month' | 'USD/year' | 'days' | 'kg/month';

/** 10th, 50th and 90th percentile of a quantity nobody knows exactly, and what it rests on. */
export interface Estimate {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly unit: Unit;
  /** A measured, B declared in code, C inferred, D assumed. */
  readonly grade: 'A' | 'B' | 'C' | 'D';
  readonly basis: readonly string[];
}
