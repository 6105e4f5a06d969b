// One file to run: `whatfails --help` reads it without evaluating the pipeline, which waits behind import().
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';

const root = import.meta.dirname;

/** Puts the page of every rule beside the bundle, where `explain` looks for it. */
const rulePages = {
  name: 'rule-pages',
  writeBundle() {
    const pages = join(root, 'dist/rules');
    rmSync(pages, { recursive: true, force: true });
    const areas = readdirSync(join(root, 'src/rules'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { name: area } of areas) {
      for (const rule of readdirSync(join(root, 'src/rules', area))) {
        const source = join(root, 'src/rules', area, rule, 'rule.md');
        if (!existsSync(source)) continue;
        const page = join(pages, area, `${rule}.md`);
        mkdirSync(dirname(page), { recursive: true });
        cpSync(source, page);
      }
    }
    chmodSync(join(root, 'dist/whatfails.mjs'), 0o755);
  },
};

export default defineConfig({
  input: join(root, 'src/cli/main.ts'),
  platform: 'node',
  plugins: [rulePages],
  output: {
    file: join(root, 'dist/whatfails.mjs'),
    format: 'esm',
    banner: '#!/usr/bin/env node',
    codeSplitting: false,
  },
});
