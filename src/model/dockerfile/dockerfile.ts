import type { Stated } from '../../core/component.ts';
import type { BuiltImage } from '../../core/facts/container.ts';
import type { Resource } from '../../core/resource.ts';
import { imageParts } from '../image-parts.ts';
import { dataAt, readText } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { baseUser } from './base-user.ts';
import { languageOf } from './language-images.ts';

/** What a Dockerfile makes: its last stage. */
export const model: ResourceModel = {
  types: ['dockerfile'],
  describe(resource) {
    const built = builtImage(resource);
    if (!built) return { kind: 'other', facts: {} };
    const language = languageOf(imageParts(built.base.value));
    return {
      kind: 'image',
      name: built.file,
      facts: {
        builtImage: built,
        ...(language
          ? { supportProduct: language.product, runtime: { ...built.base, value: language.version } }
          : {}),
      },
    };
  },
};

function builtImage(resource: Resource): BuiltImage | undefined {
  const stages = dataAt(resource, 'stages');
  const last = Array.isArray(stages) ? stages.length - 1 : -1;
  let index = last;
  let user: Stated<string> | undefined;
  // A parent is always an earlier stage, so this ends.
  for (;;) {
    const stage: Path = ['stages', index];
    user ??= readText(resource, [...stage, 'user']);
    const parent = dataAt(resource, ...stage, 'parent');
    if (typeof parent !== 'number' || parent >= index) break;
    index = parent;
  }
  const base = readText(resource, ['stages', index, 'image']);
  return base && { file: resource.name, base, user: user ?? baseUser(base) };
}
