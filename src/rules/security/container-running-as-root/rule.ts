import type { Container } from '../../../core/facts/container.ts';
import { ruleId } from '../../../core/id.ts';
import type { Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import type { Judged, Lack, Running } from '../../pod-security.ts';
import { containersInWords, enforcement, judgeContainers, needsItsNode } from '../../pod-security.ts';

export const rule: Rule = {
  id: ruleId('security/container-running-as-root'),
  title: 'The process may run as root in its container',
  appliesTo: ['stack'],
  severity: 'low',
  consequence: 'exposure',
  environments: 'any',
  check(stack, context) {
    let isKnownRoot = false;
    const outcome = judgeContainers(stack, context, {
      judge,
      problem(lacks) {
        const first = lacks.find(isRoot);
        isKnownRoot = first !== undefined;
        const sorted = first ? [first, ...lacks.filter((lack) => lack !== first)] : lacks;
        const verb = first ? 'runs' : 'may run';
        return (
          `A flaw in ${containersInWords(sorted)} gives an attacker root in the container: ` +
          `nothing demands another user, and it ${verb} as root.`
        );
      },
      remedy: 'run-as-non-root',
      title: 'Set runAsNonRoot: true, and a runAsUser where the image names no number',
      caution: 'An image that starts as root does not start any more, and files may need another owner.',
    });
    return outcome.status === 'fail' && isKnownRoot ? { ...outcome, severity: 'medium' } : outcome;
  },
};

function isRoot({ container: { security, image } }: Lack): boolean {
  const user = image?.builtFrom?.user;
  return security.runAsUser?.value === 0 || user === '0' || user === 'root';
}

function judge(running: Running, container: Container): Judged {
  const { component, pods } = running;
  if (pods.isWindows.value === true || needsItsNode(pods)) return undefined;
  if (enforcement(component, 'run-as-non-root')) return undefined;
  const { runAsNonRoot, runAsUser, privileged } = container.security;
  if (privileged.value === true || runAsNonRoot?.value === true) return undefined;
  if (typeof runAsUser?.value === 'number' && runAsUser.value !== 0) return undefined;
  for (const fact of [runAsNonRoot, runAsUser]) if (fact && Unknown.is(fact.value)) return fact.value;
  if (!runAsNonRoot && !runAsUser && pods.notRendered) return pods.notRendered;
  const image = userOfImage(container);
  if (image === 'other') return undefined;
  const says = `${component.name}: container ${container.name}, ${settings(container)}${image}`;
  const at = runAsUser?.at[0] ?? runAsNonRoot?.at[0] ?? container.at;
  return { running, container, says, evidence: { says, at } };
}

function settings({ security: { runAsNonRoot, runAsUser } }: Container): string {
  if (runAsUser) return `runAsUser = ${String(runAsUser.value)}`;
  if (runAsNonRoot) return `runAsNonRoot = ${String(runAsNonRoot.value)}`;
  return 'neither runAsNonRoot nor runAsUser';
}

/** What is known of the user that the image starts with; `other` is a user that is not root. */
function userOfImage({ image, security }: Container): string {
  // The manifest decides over the image.
  if (security.runAsUser?.value === 0) return '';
  if (typeof image?.tag === 'string' && /nonroot/.test(image.tag)) return 'other';
  const built = image?.builtFrom;
  if (!built) return "; the image's user is not known";
  if (built.user === undefined) return `; ${built.file} has no USER`;
  if (Unknown.is(built.user)) return `; the USER of ${built.file} is not known`;
  const isOther = !/^(0|root)(:|$)/.test(built.user);
  return isOther ? 'other' : `; ${built.file} ends with USER ${built.user}`;
}
