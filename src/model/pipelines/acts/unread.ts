import { nameOf } from '../../../core/path.ts';
import { Names } from './names.ts';

const RUNNERS = new Names(`
  make gmake just task mage rake invoke nx turbo lerna npm yarn pnpm bun python node deno ruby perl php tsx
  ts-node go pwsh bazel
`);
// Targets that prepare, build, report or clean up, as people call them.
const QUIET = new Names(`
  install* ci i add build* clean* deps* setup* generate* gen* compile* prepare* init* doc* version* cache
  config set-version pack bundle* audit outdated list ls why info exec mod get fmt env tool work download
  vendor start dev serve bootstrap login logout whoami create dedupe* prune publish* import view link rebuild
  remove rm update* upgrade* set dist* tag* token ping root bin prefix query search sbom pkg dlx patch
  storybook* postinstall codegen graph report* reset sync show format* lint* type* ts* print* image* docker*
  package* chart* manifest* workspace* corepack global store help* kind* up down release* coverage* test-*
`);
const NOTIFIES = new RegExp(
  'slack|discord|teams|pagerduty|opsgenie|sendgrid|telegram|mattermost|codecov|sonar' +
    '|webhook\\.office|mailgun|api\\.github\\.com|github\\.api_url|sentry|coverity',
  'i',
);
const SOURCES = /^(?:source|\.)$/;

/** Why a command may do what nobody sees here; undefined for commands that are what they say. */
export function unreadBy(words: readonly string[], read: ReadonlySet<string>): string | undefined {
  const [name = '', ...args] = words;
  const tool = nameOf(name);
  const plain = args.filter((word, index) => {
    const isValue = tool === 'make' && /^-[Cfj]$|^--(?:directory|file)$/.test(args[index - 1] ?? '');
    return !word.startsWith('-') && !word.includes('=') && !isValue;
  });
  const [first] = plain;
  if (/(?:^|[./])env$/.test(name) || (SOURCES.test(name) && first?.endsWith('env') === true))
    return undefined;
  if (isScriptPath(name)) return read.has(name) ? undefined : `the script ${name} was not read`;
  if (/^(?:ba|z|da)?sh$/.test(name) || SOURCES.test(name)) {
    return first === undefined || read.has(first) || !isScriptPath(`./${first}`)
      ? undefined
      : `the script ${first} was not read`;
  }
  if (tool === 'curl' || tool === 'wget') return requestBy(args);
  if (
    tool === 'gh' &&
    (/^(?:workflow run|run rerun)\b/.test(plain.join(' ')) ||
      args.some((word) => /\/dispatches\b/.test(word)))
  ) {
    return `${['gh', ...plain].slice(0, 4).join(' ')} starts another workflow`;
  }
  if (!RUNNERS.has(tool)) return undefined;
  if (/^(?:python|node|ruby|perl|php|tsx|ts-node|deno|pwsh)$/.test(tool)) {
    const file = plain.find((word) => /\.(?:py|m?[jt]s|cjs|rb|pl|php|ps1)$/.test(word));
    return file === undefined || args[0] === '-c' || args[0] === '-e'
      ? undefined
      : `the program ${file} was not read`;
  }
  if (tool === 'go') return first === 'run' ? `the program ${plain[1] ?? ''} was not read` : undefined;
  const all = words.join(' ');
  if (read.has(all) || read.has(['make', ...plain].join(' '))) return undefined;
  const called = plain.find((word) => !/^(?:run|run-script|run-many|affected|nx|exec)$/.test(word));
  if (called === undefined) return tool === 'make' ? 'what make does here was not read' : undefined;
  return QUIET.has(called) ? undefined : `${[tool, ...plain].slice(0, 3).join(' ')} was not read`;
}

function isScriptPath(name: string): boolean {
  if (/(?:^|\/)(?:gradlew|mvnw)(?:\.bat|\.cmd)?$/.test(name)) return false;
  if (/(?:^|\/)\.?v?env\/bin\//.test(name)) return false;
  if (/^\/(?:usr|bin|opt|sbin|kaniko)\//.test(name) || name.includes('node_modules/.bin')) return false;
  return (
    /^\.{1,2}\//.test(name) || /^[\w.-]+\/[\w./-]+$/.test(name) || /\.(?:sh|bash|py|rb|js|ps1)$/.test(name)
  );
}

const METHOD = /(?:^|\s)(?:-X\s*|--request[ =])(?:POST|PUT|PATCH)\b/;
const BODY = /(?:^|\s)(?:-d|--data\S*|--post-data\S*)(?:\s|=)/;

/** A request that changes something elsewhere: a webhook may bring a release. */
function requestBy(args: readonly string[]): string | undefined {
  const text = args.join(' ');
  const changes = METHOD.test(text) || BODY.test(text);
  if (!changes || NOTIFIES.test(text)) return undefined;
  const url = args.find((word) => /^https?:|^\$/.test(word))?.replace(/[?].*$/, '');
  return `a request is sent to ${(url ?? 'an address').slice(0, 60)}`;
}
