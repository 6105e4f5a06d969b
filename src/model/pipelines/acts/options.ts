import { Names } from './names.ts';

/** Options of Helm whose value is the next word. */
export const HELM_VALUES = new Names(`
  -n --namespace -f --values --set --set-string --set-file --set-json --version --timeout --kube-context
  --kubeconfig --repo --history-max --description --username --password --post-renderer
`);

/** The same for programs that build images. */
export const DOCKER_VALUES = new Names(`
  -t --tag -f --file --build-arg --platform --target --label --cache-from --cache-to --secret --ssh --network
  --progress --output -o --builder --iidfile --build-context --add-host --registry -r --image -g
  --resource-group --timeout --annotation --metadata-file --provenance --sbom --context --dockerfile
  --destination -c -d
`);

/** Words that are neither options nor the values of options. */
export function withoutValues(args: readonly string[], takesValue: Names): readonly string[] {
  return args.filter((word, index) => {
    const before = args[index - 1];
    return !(before !== undefined && takesValue.has(before)) && !(word.startsWith('-') && word !== '-');
  });
}

/** The value of the first of these options. */
export function optionOf(args: readonly string[], ...names: readonly string[]): string | undefined {
  return optionsOf(args, ...names)[0];
}

/** The values of all of these options. */
export function optionsOf(args: readonly string[], ...names: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const [index, word] of args.entries()) {
    for (const name of names) {
      const next = args[index + 1];
      if (word === name && next !== undefined) found.push(next);
      else if (word.startsWith(`${name}=`)) found.push(word.slice(name.length + 1));
    }
  }
  return found;
}
