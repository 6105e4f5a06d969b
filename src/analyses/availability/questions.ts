import type { Reading } from '../../core/availability.ts';
import type { Component } from '../../core/component.ts';
import type { Dependency } from '../../core/dependency.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Unknown } from '../../core/value.ts';

export type DoubtTopic = 'standby' | 'zone' | 'copies' | 'members' | 'switch-over' | 'dependency';

/** Something that is not known, as it was met while a structure was built. */
export interface Doubt {
  readonly key: string;
  readonly topic: DoubtTopic;
  readonly components: readonly ComponentId[];
  readonly unknown: Unknown | undefined;
}

export interface DoubtOptions {
  /** Key of the doubt that is taken the other way. */
  readonly other?: string | undefined;
  /** Whether a dependency of unknown strength is more probably needed than not. */
  isLikely(dependency: Dependency): boolean;
}

/**
 * How what is not known is taken while a structure is built, and a list of what was met. One doubt can be
 * taken the other way than the rest, which tells how much hangs on it.
 */
export class Doubts {
  readonly #reading: Reading;
  readonly #other: string | undefined;
  readonly #isLikely: DoubtOptions['isLikely'];
  readonly #met = new Map<string, Doubt>();

  constructor(reading: Reading, { other, isLikely }: DoubtOptions) {
    this.#reading = reading;
    this.#other = other;
    this.#isLikely = isLikely;
  }

  /** Every doubt that was met, in the order of the walk. */
  met(): readonly Doubt[] {
    return [...this.#met.values()];
  }

  /** An answer that says itself whether something about it is unknown. */
  ask<T extends { readonly unknown?: Unknown | undefined }>(
    component: Component,
    topic: DoubtTopic,
    answer: (reading: Reading) => T,
  ): T {
    const found = answer(this.#reading);
    if (!found.unknown) return found;
    const reading = this.#taken({
      key: `${topic}:${component.id}`,
      topic,
      components: [component.id],
      unknown: found.unknown,
    });
    return reading === this.#reading ? found : answer(reading);
  }

  /** A choice that is known to be open. */
  choose<T>(component: Component, topic: DoubtTopic, answer: (reading: Reading) => T, unknown?: Unknown): T {
    return answer(
      this.#taken({ key: `${topic}:${component.id}`, topic, components: [component.id], unknown }),
    );
  }

  /** Whether a dependency of unknown strength counts as needed. */
  isNeeded(dependency: Dependency): boolean {
    const { from, to, strength } = dependency;
    const unknown = typeof strength === 'string' ? undefined : strength;
    const key = `dependency:${from}→${to}`;
    const isOther = this.#meet({ key, topic: 'dependency', components: [from, to], unknown });
    const isCounted = this.#reading === 'likely' ? this.#isLikely(dependency) : this.#reading === 'worst';
    return isOther ? !isCounted : isCounted;
  }

  /** Notes the doubt; true where it is the one to take the other way. */
  #meet(doubt: Doubt): boolean {
    if (!this.#met.has(doubt.key)) this.#met.set(doubt.key, doubt);
    return doubt.key === this.#other;
  }

  #taken(doubt: Doubt): Reading {
    if (!this.#meet(doubt)) return this.#reading;
    return this.#reading === 'worst' ? 'best' : 'worst';
  }
}
