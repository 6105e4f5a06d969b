import type { Component } from '../core/component.ts';

const NOT_PRODUCTION: ReadonlySet<string> = new Set(['development', 'test', 'preview', 'staging']);

/**
 * True unless configuration, tags, accounts or variable values (grade A or B) say that every environment of
 * the component is something other than production. A guess from a name alone (grade C) never silences a
 * finding.
 */
export function isProductionLike(component: Component): boolean {
  const told = component.environments.filter(({ grade }) => grade === 'A' || grade === 'B');
  return told.length === 0 || told.some(({ name }) => !NOT_PRODUCTION.has(name));
}
