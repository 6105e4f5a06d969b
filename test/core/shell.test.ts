import { expect, it } from 'vitest';
import { placedCommands } from '../../src/core/shell-commands.ts';
import { runCommands } from '../../src/core/shell-functions.ts';
import { shellCommands } from '../../src/core/shell.ts';

function check(script: string, expected: readonly string[]): void {
  expect(shellCommands(script).map(({ words }) => words.join('|'))).toEqual(expected);
}

it('commands end at lines, semicolons, pipes and operators', () => {
  check('make build && make test; echo done | tee log || exit 1', [
    'make|build',
    'make|test',
    'echo|done',
    'tee|log',
    'exit|1',
  ]);
});

it('quotes, continued lines and expressions belong to one word', () => {
  check('docker build -t "shop/orders:${{ github.sha }}" \\\n  --label \'a b\' .', [
    'docker|build|-t|shop/orders:${{ github.sha }}|--label|a b|.',
  ]);
});

it('comments, redirections and here-documents are no commands', () => {
  check('# terraform apply\ncat <<EOF > notes.txt\nkubectl apply -f orders.yaml\nEOF\nls > out 2>&1', [
    'cat',
    'ls',
  ]);
});

it('commands of substitutions and conditions are read', () => {
  check('if [ "$(git branch)" = main ]; then kubectl apply -k prod; fi', [
    'git|branch',
    '[|$(git branch)|=|main|]',
    'kubectl|apply|-k|prod',
  ]);
});

it('a list behind a name holds no commands', () => {
  check('FLAGS=(--set a\n  deploy.sh)\nhelm lint', ['', 'helm|lint']);
});

it('functions run where somebody calls them', () => {
  const commands = shellCommands('deploy() {\n  kubectl apply -k prod\n}\nclean() { rm -rf out; }\n"$@"');
  const names = (called: readonly string[]): readonly string[] =>
    runCommands(commands, called).map(({ words }) => words.join(' '));
  expect(names(['deploy'])).toEqual(['kubectl apply -k prod', '$@']);
  expect(names([])).toEqual(['$@']);
});

function places(text: string, options: { folder?: string; home?: string } = {}): readonly string[] {
  const variables = new Map([['ENV', 'prod']]);
  return placedCommands({ text, folder: options.folder ?? '', variables, home: options.home }, new Map()).map(
    ({ words, folder }) => `${folder ?? '?'}> ${words.join(' ')}`,
  );
}

it('commands stand in the folder that they run in', () => {
  expect(places('cd infra/$ENV\nterraform apply\n(cd ..; make lint)\nmake test\ncd $OTHER && ls')).toEqual([
    'infra/prod> terraform apply',
    'infra> make lint',
    'infra/prod> make test',
    '?> ls',
  ]);
});

it('what wraps a command is left out', () => {
  expect(places("sudo -E npx cdk deploy; bash -c 'helm lint'; poetry run pytest -x")).toEqual([
    '> cdk deploy',
    '> helm lint',
    '> pytest -x',
  ]);
});

it('a script knows the folder of its own file', () => {
  const text = 'HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"\ncd "$HERE/charts"\nhelm lint';
  expect(places(text, { folder: 'elsewhere', home: 'tools/bin' }).at(-1)).toBe('tools/charts> helm lint');
});

it('hostile scripts end in time', () => {
  const start = performance.now();
  for (const piece of ['$(', '"', '`', "'", '(', '{ f() ', '<<E\n', '${{', 'f() { f; }\n', '\\\n', 'a=(']) {
    shellCommands(piece.repeat(50_000));
  }
  runCommands(shellCommands('f() { f; g; }\n'.repeat(5000)), ['f']);
  expect(performance.now() - start).toBeLessThan(5000);
});

it.each(['\u00a0', '\u2028', '\ufeff', '\v', '\f'])(
  'a blank that is none for a shell (%j) is a letter',
  (blank) => {
    check(`./deploy.sh${blank}orders`, [`./deploy.sh${blank}orders`]);
  },
);
