import type { Facts } from '../../../core/facts.ts';
import type { Image } from '../../../core/facts/container.ts';
import type { LinkPass } from '../../link-pass.ts';
import { inherent } from '../../read.ts';

const PROXY = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html';

// The last part of the image's name, and what people call the program.
const POOLERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/(^|[-_])pgbouncer([-_]|$)/, 'PgBouncer'],
  [/^pgcat$/, 'PgCat'],
  [/^odyssey$/, 'Odyssey'],
  [/^proxysql$/, 'ProxySQL'],
  [/^pgpool(-ii)?$/, 'Pgpool-II'],
];

/** Says of what shares a few connections to a database among many callers that it does. */
export const poolers: LinkPass = {
  name: 'poolers',
  after: ['every pass that fills images'],
  run(draft) {
    for (const resource of draft.ofType('aws_db_proxy')) {
      const proxy = draft.componentOf(resource.id);
      if (proxy) proxy.facts.poolsConnections = inherent(resource, 'RDS Proxy', PROXY);
    }
    for (const { facts } of draft.components.values()) {
      const found = imagesOf(facts).flatMap((image) => poolerIn(image) ?? [])[0];
      if (found) facts.poolsConnections = found;
    }
  },
};

function imagesOf({ images = [], pods }: Facts): readonly Image[] {
  return [
    ...images.map(({ image }) => image),
    ...(pods?.containers ?? []).flatMap(({ image }) => image ?? []),
  ];
}

function poolerIn({ repository, text }: Image): Facts['poolsConnections'] {
  const last = typeof repository === 'string' ? (repository.split('/').at(-1) ?? '') : '';
  const known = POOLERS.find(([pattern]) => pattern.test(last));
  return known && { value: known[1], at: text.at, origin: 'written' };
}
