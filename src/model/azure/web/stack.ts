import type { Stated } from '../../../core/component.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Resource } from '../../../core/resource.ts';
import { scalarText, Unknown } from '../../../core/value.ts';
import type { Data, Value } from '../../../core/value.ts';
import { isIgnored } from '../../ignored-changes.ts';
import { derive } from '../../presence.ts';
import { containerImages, deployedElsewhere, pulledImage } from '../../container-images.ts';
import { at, dataAt, readText } from '../../read.ts';
import type { Path } from '../../read.ts';

const PULL =
  'https://learn.microsoft.com/azure/app-service/configure-custom-container#change-the-docker-image-of-a-custom-container';
const STACK = ['site_config', 0, 'application_stack', 0] as const;

type StackFacts = Pick<
  Facts,
  'images' | 'moreImages' | 'runtime' | 'version' | 'supportProduct' | 'deployedAsImage'
>;

/** What an app of App Service runs: an image, or code on a runtime of the platform. */
export function stackFacts(resource: Resource, name: string): StackFacts {
  if (isIgnored(resource, 'site_config', 0, 'application_stack')) {
    return { moreImages: deployedElsewhere(resource) };
  }
  const image = imageOf(resource);
  if (image) {
    return {
      images: [{ name, image: pulledImage(image.text, image.at, PULL), resolved: 'start' }],
      deployedAsImage: { value: true, at: [image.at], origin: 'written' },
    };
  }
  return runtimeFacts(resource);
}

/** Images of containers under a path of blocks; every start looks the tag up. */
export function startedImages(
  resource: Resource,
  path: readonly [string, ...Path],
): Pick<Facts, 'images' | 'moreImages'> {
  return containerImages(resource, path, { resolved: 'start', source: PULL, fallback: resource.name });
}

interface Named {
  readonly text: Value<string>;
  readonly at: ReturnType<typeof at>;
}

/** `docker_image_name`, or `docker_image` and its tag, or `DOCKER|shop/orders:1.4` in older types. */
function imageOf(resource: Resource): Named | undefined {
  const whole = textAt(resource, ...STACK, 'docker_image_name');
  if (whole) return whole;
  const image =
    textAt(resource, ...STACK, 'docker_image') ?? textAt(resource, ...STACK, 'docker', 0, 'image_name');
  if (image) {
    const tag =
      textAt(resource, ...STACK, 'docker_image_tag') ?? textAt(resource, ...STACK, 'docker', 0, 'image_tag');
    return tag ? { text: joined(image.text, tag.text), at: tag.at } : image;
  }
  const older = textAt(resource, 'site_config', 0, 'linux_fx_version');
  if (!older || Unknown.is(older.text)) return undefined;
  const [, text] = /^DOCKER\|(.+)$/i.exec(older.text) ?? [];
  return text === undefined ? undefined : { text, at: older.at };
}

function textAt(resource: Resource, ...path: Path): Named | undefined {
  const data: Data | undefined = dataAt(resource, ...path);
  const text = Unknown.is(data) ? data : scalarText(data);
  return text === undefined || text === '' ? undefined : { text, at: at(resource, ...path) };
}

function joined(image: Value<string>, tag: Value<string>): Value<string> {
  if (!Unknown.is(image) && !Unknown.is(tag)) return `${image}:${tag}`;
  const whole = Unknown.is(tag) ? tag : Unknown.is(image) ? image : undefined;
  if (!whole) return '';
  return new Unknown({
    reason: whole.reason,
    detail: whole.detail,
    settledBy: whole.settledBy,
    refs: whole.refs,
    partial: {
      kind: 'parts',
      parts: Unknown.is(image)
        ? [image, Unknown.is(tag) ? ':' : `:${tag}`, ...(Unknown.is(tag) ? [tag] : [])]
        : [`${image}:`, tag],
    },
  });
}

/** Attributes of the stack, the product whose dates they follow, and what a version looks like in them. */
const RUNTIMES: readonly (readonly [attribute: string, product: string, pattern: RegExp])[] = [
  ['node_version', 'nodejs', /^~?(\d+)/],
  ['python_version', 'python', /^(\d+\.\d+)/],
  ['dotnet_version', 'dotnet', /^v?(\d+)/],
  ['php_version', 'php', /^(\d+\.\d+)/],
  ['ruby_version', 'ruby', /^(\d+\.\d+)/],
  ['go_version', 'go', /^(\d+\.\d+)/],
];

const OLDER: { readonly [name: string]: string } = {
  NODE: 'nodejs',
  PYTHON: 'python',
  PHP: 'php',
  RUBY: 'ruby',
};

function runtimeFacts(resource: Resource): StackFacts {
  for (const [attribute, product, pattern] of RUNTIMES) {
    const written = readText(resource, [...STACK, attribute]);
    if (written) return runtime(written, product, pattern);
  }
  const older = readText(resource, ['site_config', 0, 'linux_fx_version']);
  const [, name = '', version] =
    older && !Unknown.is(older.value) ? (/^(\w+)\|v?(.+)$/.exec(older.value) ?? []) : [];
  const product = OLDER[name.toUpperCase()];
  const pattern = product === 'nodejs' ? /^(\d+)/ : /^(\d+\.\d+)/;
  if (!older || version === undefined || product === undefined) return {};
  return runtime({ ...older, value: version }, product, pattern);
}

function runtime(written: Stated<string>, product: string, pattern: RegExp): StackFacts {
  const says = Unknown.is(written.value) ? undefined : `runtime ${product} ${written.value}`;
  const found = { ...derive(written, (text) => pattern.exec(text)?.[1] ?? text), says };
  return { runtime: found, version: found, supportProduct: product };
}
