import type { Image } from '../../core/facts/container.ts';
import { nameOf, folderOf } from '../../core/path.ts';
import { isDataList, isDataObject, Unknown } from '../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';
import { namespaceKey, textAt } from '../kubernetes/object.ts';
import { readLabels } from '../kubernetes/labels.ts';
import { imageParts } from '../image-parts.ts';
import type { LinkPass } from '../link-pass.ts';
import { dataAt } from '../read.ts';

/** Joins images with the Dockerfile that makes them, and with what writes their tags at each release. */
export const imageBuilds: LinkPass = {
  name: 'image-builds',
  after: ['unknown-kinds'],
  run(draft) {
    const builds = findBuilds(draft);
    for (const component of draft.components.values()) {
      const { pods, images } = component.facts;
      if (pods) {
        const updater = updaterOf(component, draft);
        const namespace = String(pods.namespace.value);
        const containers = pods.containers.map((container) =>
          container.image
            ? { ...container, image: joined(container.image, builds, { updater, namespace }) }
            : container,
        );
        component.facts.pods = { ...pods, containers };
      }
      if (images) {
        component.facts.images = images.map((used) => ({
          ...used,
          image: joined(used.image, builds, {}),
        }));
      }
    }
  },
};

type Replacer = NonNullable<Image['replacedBy']>;

interface Builds {
  /** Tags that are written at each release, by the name of the image. */
  readonly replaced: ReadonlyMap<string, Replacer>;
  /** Names of images that OpenShift looks up in a namespace, as `namespace/name`. */
  readonly streams: ReadonlyMap<string, Replacer>;
  /** Dockerfiles by the image that a build tool makes of them. */
  readonly byImage: ReadonlyMap<string, string>;
  /** Dockerfiles by the image that a compose project makes of them; undefined where it makes several. */
  readonly byService: ReadonlyMap<string, string | undefined>;
  /** Dockerfiles by the last part of their folder; undefined where two folders share it. */
  readonly byFolder: ReadonlyMap<string, string | undefined>;
  readonly users: ReadonlyMap<string, string | Unknown | undefined>;
}

function findBuilds(draft: GraphDraft): Builds {
  const replaced = new Map<string, Replacer>();
  const byImage = new Map<string, string>();
  for (const resource of draft.ofType('skaffold')) {
    const artifacts = dataAt(resource, 'artifacts');
    for (const artifact of isDataList(artifacts) ? artifacts : []) {
      if (!isDataObject(artifact)) continue;
      const { image, dockerfile } = artifact;
      if (typeof image !== 'string') continue;
      replaced.set(image, { says: `Skaffold (${resource.name})`, at: resource.declaredAt });
      if (typeof dockerfile === 'string') byImage.set(image, dockerfile);
    }
  }
  if (draft.ofType('image.toolkit.fluxcd.io/ImageUpdateAutomation').length > 0) {
    for (const resource of draft.ofType('image.toolkit.fluxcd.io/ImageRepository')) {
      const image = textAt(resource, ['spec', 'image']);
      if (typeof image !== 'string') continue;
      replaced.set(image, {
        says: `the image automation of Flux (${resource.name})`,
        at: resource.declaredAt,
      });
    }
  }
  return { replaced, byImage, streams: imageStreams(draft), ...dockerfiles(draft) };
}

/**
 * Image streams that pods of their namespace name as if they were images: the tag of a stream moves when
 * somebody moves it, and each image stays in its history.
 * https://docs.openshift.com/container-platform/latest/openshift_images/using-imagestreams-with-kube-resources.html
 */
function imageStreams(draft: GraphDraft): ReadonlyMap<string, Replacer> {
  const streams = new Map<string, Replacer>();
  for (const resource of draft.ofType('image.openshift.io/ImageStream')) {
    if (dataAt(resource, 'spec', 'lookupPolicy', 'local') !== true) continue;
    const says = `the image stream ${resource.name}`;
    streams.set(`${namespaceKey(resource)}/${resource.name}`, { says, at: resource.declaredAt });
  }
  return streams;
}

function dockerfiles(draft: GraphDraft): Pick<Builds, 'byFolder' | 'byService' | 'users'> {
  const byFolder = new Map<string, string | undefined>();
  const users = new Map<string, string | Unknown | undefined>();
  const byService = new Map<string, string | undefined>();
  for (const { facts } of draft.components.values()) {
    const { builtImage, dockerfile, images } = facts;
    const repository = dockerfile && images?.[0]?.image.repository;
    if (typeof repository === 'string' && typeof dockerfile?.value === 'string') {
      const isOther = byService.has(repository) && byService.get(repository) !== dockerfile.value;
      byService.set(repository, isOther ? undefined : dockerfile.value);
    }
    if (!builtImage) continue;
    const { file } = builtImage;
    users.set(file, builtImage.user?.value);
    const folder = nameOf(folderOf(file));
    if (folder !== '') byFolder.set(folder, byFolder.has(folder) ? undefined : file);
  }
  return { byFolder, byService, users };
}

interface Surroundings {
  readonly updater?: Updater | undefined;
  readonly namespace?: string;
}

function joined(image: Image, builds: Builds, { updater, namespace }: Surroundings): Image {
  const { repository } = image;
  if (Unknown.is(repository)) return image;
  const stream = builds.streams.get(`${namespace}/${repository}`);
  const isUpdated = updater !== undefined && (updater.images.size === 0 || updater.images.has(repository));
  const tagged = isUpdated ? updater.replacer : koOf(image);
  const replacedBy = stream ?? builds.replaced.get(repository) ?? tagged;
  const known = image.builtFrom?.file ?? builds.byImage.get(repository) ?? builds.byService.get(repository);
  const file = known ?? ownDockerfile(image, repository, builds);
  const isBuilt = file !== undefined && builds.users.has(file);
  const builtFrom = isBuilt ? { file, user: builds.users.get(file) } : image.builtFrom;
  return { ...image, builtFrom, ...(replacedBy ? { replacedBy } : {}) };
}

/**
 * The one Dockerfile in a folder that is called like the image. Images without an owner and with a version
 * (`redis:7`) are others' work, whatever the folders are called.
 */
function ownDockerfile({ tag }: Image, repository: string, { byFolder }: Builds): string | undefined {
  return repository.includes('/') || tag === undefined ? byFolder.get(nameOf(repository)) : undefined;
}

// https://ko.build/features/k8s/
function koOf({ text }: Image): Replacer | undefined {
  const isBuilt = typeof text.value === 'string' && text.value.startsWith('ko://');
  return isBuilt ? { says: 'ko', at: undefined } : undefined;
}

interface Updater {
  readonly replacer: Replacer;
  /** Images that it writes; empty: all. */
  readonly images: ReadonlySet<string>;
}

const IMAGE_LIST = 'argocd-image-updater.argoproj.io/image-list';

/** The Argo CD application that deploys the component and lets the image updater write its tags. */
function updaterOf({ stack }: ComponentDraft, draft: GraphDraft): Updater | undefined {
  for (const deployer of stack?.deployers ?? []) {
    const application = deployer.resource && draft.resource(deployer.resource);
    if (!application) continue;
    const list = readLabels(application, ['metadata', 'annotations']).known[IMAGE_LIST];
    if (list === undefined) continue;
    const replacer = { says: 'the Argo CD image updater', at: application.declaredAt };
    const images = typeof list === 'string' ? list.split(',').flatMap(listedImage) : [];
    return { replacer, images: new Set(images) };
  }
  return undefined;
}

/** `orders=ghcr.io/shop/orders:1.x`: an alias, the image and a constraint on its tag. */
function listedImage(text: string): readonly string[] {
  const image = text.trim().replace(/^[\w-]+=/, '');
  const { repository } = imageParts(image);
  return typeof repository === 'string' && repository !== '' ? [repository] : [];
}
