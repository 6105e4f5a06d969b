import { resourceId } from '../../../core/id.ts';
import type { Span } from '../../../syntax/hcl/ast.ts';
import { removeLines } from '../../../syntax/hcl/edit/remove.ts';
import { rangeIn } from '../config/source-file.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';
import { editedText, isJsonFile, isOwnText } from './way.ts';
import type { Placed } from './same-instance.ts';
import type { Refusal, State } from './write-intents.ts';
import { withText } from './write-intents.ts';

/** Takes out the block of a resource that nothing refers to. */
export function removedBlock(base: StackEvaluation, now: State, placed: Placed): State | Refusal {
  const { instance, module } = placed;
  const { config } = instance;
  const { file, block } = config;
  const at = rangeIn(file, block.header);
  if (!isOwnText(file.path)) return { notWritable: 'it is declared in a module whose code is not here', at };
  if (module.parent) return { notWritable: 'other calls of its module may need it', at };
  if (config.attributes.has('count') || config.attributes.has('for_each')) {
    return { notWritable: 'its block makes other resources too', at };
  }
  const user = module.config.files.find((one) =>
    refersTo(one.text, config.key, one === file ? block : undefined),
  );
  if (user) return { notWritable: `${user.path} refers to it`, at };
  const edit = isJsonFile(file.path) ? undefined : removeLines(file.text, block);
  if (!edit) return { notWritable: 'its block does not stand alone on its lines', at };
  const next = withText(base, now, file.path, editedText(file, [edit]));
  if (!next) return { notWritable: 'the root could not be read any more', at };
  const id = resourceId(base.id, instance.address);
  return { ...next, comeOrGo: new Set([...now.comeOrGo, id]) };
}

/** Whether a name stands anywhere in a text beside the block itself; words in comments count, to be safe. */
function refersTo(text: string, key: string, own: Span | undefined): boolean {
  const others = own ? text.slice(0, own.start) + text.slice(own.end) : text;
  return new RegExp(`(?<![\\w.-])${key.replaceAll('.', '\\.')}(?![\\w-])`).test(others);
}
