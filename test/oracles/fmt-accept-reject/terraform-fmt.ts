import { spawnSync } from 'node:child_process';

const ERROR_PLACE = /^ {2}on (.+?) line (\d+)/gm;

/** The files below a folder that `terraform fmt` cannot read, each with the line of its first error. */
export function filesThatTerraformRejects(folder: string): ReadonlyMap<string, number> {
  const { stderr, error } = spawnSync(
    'terraform',
    ['fmt', '-check', '-recursive', '-list=false', '-no-color', '.'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' },
    },
  );
  if (error) throw error;
  const lines = new Map<string, number>();
  for (const [, file, line] of stderr.matchAll(ERROR_PLACE)) {
    if (file !== undefined && !lines.has(file)) lines.set(file, Number(line));
  }
  return lines;
}
