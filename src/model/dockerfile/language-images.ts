import type { Image } from '../../core/facts/container.ts';
import { lookup } from '../../core/lookup.ts';
import { Unknown } from '../../core/value.ts';
import { imageName } from '../kubernetes/pods/known-images.ts';

/** Images whose tag is the version of a language, as the support table calls the language. */
const LANGUAGES: { readonly [image: string]: string } = {
  amazoncorretto: 'amazon-corretto',
  'amazoncorretto/amazoncorretto': 'amazon-corretto',
  'dotnet/aspnet': 'dotnet',
  'dotnet/core/aspnet': 'dotnet',
  'dotnet/core/runtime': 'dotnet',
  'dotnet/runtime': 'dotnet',
  'dotnet/runtime-deps': 'dotnet',
  'dotnet/sdk': 'dotnet',
  'eclipse-temurin': 'eclipse-temurin',
  elixir: 'elixir',
  erlang: 'erlang',
  golang: 'go',
  'bitnami/golang': 'go',
  node: 'nodejs',
  'bitnami/node': 'nodejs',
  'mhart/alpine-node': 'nodejs',
  openjdk: 'openjdk-builds-from-oracle',
  perl: 'perl',
  php: 'php',
  'bitnami/php-fpm': 'php',
  python: 'python',
  'bitnami/python': 'python',
  ruby: 'ruby',
  'bitnami/ruby': 'ruby',
};

/** A language and its version, as far as the name of an image tells. */
export interface Language {
  readonly product: string;
  readonly version: string | Unknown;
}

/** The language that a base image brings; undefined for images that name none. */
export function languageOf({ repository, tag }: Pick<Image, 'repository' | 'tag'>): Language | undefined {
  if (Unknown.is(repository)) return undefined;
  const name = imageName(repository);
  const inName = /^distroless\/nodejs(\d+)(?:-debian\d+)?$/.exec(name)?.[1];
  if (inName !== undefined) return { product: 'nodejs', version: inName };
  const product = lookup(LANGUAGES, name);
  if (product === undefined) return undefined;
  return { product, version: Unknown.is(tag) || /\d/.test(tag ?? '') ? (tag ?? '') : unversioned(name, tag) };
}

function unversioned(name: string, tag = 'latest'): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the base image ${name}:${tag} names no version`,
    settledBy: 'a version in the tags of base images',
  });
}
