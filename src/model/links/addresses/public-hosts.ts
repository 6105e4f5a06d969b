// https://www.rfc-editor.org/rfc/rfc6761, RFC 6762, RFC 8375, and words that private networks use.
const PRIVATE_ENDINGS: ReadonlySet<string> = new Set([
  'local',
  'localhost',
  'localdomain',
  'internal',
  'intranet',
  'intra',
  'private',
  'lan',
  'corp',
  'home',
  'svc',
  'cluster',
  'consul',
  'test',
  'invalid',
  'arpa',
  'onion',
  'service',
  'docker',
  'k8s',
  'mesh',
  'dev-internal',
]);

// What looks like a host at the end of a word and is the name of a file or a class.
const FILE_ENDINGS: ReadonlySet<string> = new Set(
  (
    'conf config cfg ini json yml yaml xml toml properties env txt md log sql csv htm html js ts ' +
    'jsx tsx mjs css py rb sh bash go java jar war class php pl rs c cpp h exe dll so pem crt cer ' +
    'key p12 jks pfx gz tgz zip tar bz2 rpm deb png jpg jpeg svg gif ico pdf tf tfvars hcl tmpl tpl ' +
    'lock sock pid db sqlite bin dat plist service socket timer mount'
  ).split(' '),
);

// `db.shop-internal.net`: a public ending, and a name that says who may look it up.
const PRIVATE_LABEL = /^svc$|(?:^|-)(?:internal|intranet|private)(?:-|$)/;

/** What a host is by its name alone. */
export type HostStanding =
  /** It names the machine itself, or the platform's own: nobody outside. */
  | 'own'
  /** Somewhere on the internet, run by somebody. */
  | 'public'
  /** A name that only a private network knows. */
  | 'private';

/**
 * Tells public names from those of the machine, the platform and private networks. `isWritten`: it stands
 * where nothing but a host can.
 */
export function standingOf(host: string, { isWritten }: { readonly isWritten: boolean }): HostStanding {
  if (host === 'localhost' || host.endsWith('.localhost') || host === 'host.docker.internal') return 'own';
  if (isPlatform(host)) return 'own';
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2) return 'private';
  if (!/^[a-z]{2,24}$/.test(last) && !last.startsWith('xn--')) return 'own';
  if (labels.some((label) => PRIVATE_LABEL.test(label)) || PRIVATE_ENDINGS.has(last)) return 'private';
  return (!isWritten && FILE_ENDINGS.has(last)) || host.includes('_') ? 'own' : 'public';
}

// Hosts of a provider that name one customer's thing; all its other hosts are the provider's own interfaces.
const THINGS =
  'rds elb cache es aos aoss execute-api lambda-url docdb neptune kafka mq redshift memorydb dax ' +
  'elasticbeanstalk awsapprunner appsync-api s3-website';
const AWS_THING = new RegExp(`\\.(?:${THINGS.split(' ').join('|')})[.-]`);
const OTHER_PLATFORMS: readonly string[] =
  'googleapis.com gcr.io pkg.dev google.internal azure.net azure.com azurecr.io microsoft.com'.split(' ');

function isPlatform(host: string): boolean {
  if (/(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(host)) return !AWS_THING.test(host);
  if (/(?:^|\.)(?:api\.aws|aws\.amazon\.com|ecr\.aws|aws\.dev)$/.test(host)) return true;
  const isOther = OTHER_PLATFORMS.some((end) => host === end || host.endsWith(`.${end}`));
  return isOther || host === 'example.com' || host === 'www.example.com';
}
