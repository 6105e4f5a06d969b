import type { Stated } from '../../core/component.ts';
import { imageParts } from '../image-parts.ts';
import { imageName } from '../kubernetes/pods/known-images.ts';
import { Unknown } from '../../core/value.ts';

/** Base images that do not end as root: by name, by tag, and where their makers say so. */
const USERS: readonly {
  readonly name: RegExp;
  readonly tag: RegExp;
  readonly user: string;
  readonly source: string;
}[] = [
  {
    name: /^distroless\//,
    tag: /nonroot/,
    user: '65532',
    source: 'https://github.com/GoogleContainerTools/distroless#why-is-the-nonroot-user-65532',
  },
  {
    name: /^dotnet\//,
    tag: /chiseled|distroless/,
    user: '1654',
    source: 'https://devblogs.microsoft.com/dotnet/securing-containers-with-rootless/',
  },
  {
    name: /^nginxinc\/nginx-unprivileged$/,
    tag: /^/,
    user: '101',
    source: 'https://hub.docker.com/r/nginxinc/nginx-unprivileged',
  },
  {
    name: /^chainguard\//,
    tag: /^/,
    user: '65532',
    source: 'https://edu.chainguard.dev/chainguard/chainguard-images/',
  },
];

/** The user that a base image ends with, where its name tells; absent where nobody can say from here. */
export function baseUser(base: Stated<string>): Stated<string> | undefined {
  const { repository, tag } = imageParts(base.value);
  if (Unknown.is(repository) || Unknown.is(tag)) return undefined;
  const name = imageName(repository);
  const known = USERS.find((one) => one.name.test(name) && one.tag.test(tag ?? ''));
  return known && { value: known.user, at: base.at, origin: 'default', source: known.source };
}
