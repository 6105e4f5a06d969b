import type { Container } from '../../../core/facts/container.ts';
import { ruleId } from '../../../core/id.ts';
import type { Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf } from '../../outcome.ts';
import type { Judged, Running } from '../../pod-security.ts';
import { containersInWords, enforcement, judgeContainers, needsItsNode } from '../../pod-security.ts';

export const rule: Rule = {
  id: ruleId('security/container-allowing-escalation'),
  title: 'A process may gain more rights than it started with',
  appliesTo: ['stack'],
  severity: 'low',
  consequence: 'exposure',
  environments: 'any',
  check(stack, context) {
    return judgeContainers(stack, context, {
      judge,
      problem: (lacks) =>
        `Whoever gets into ${containersInWords(lacks)} may become root in it through setuid programs: ` +
        'allowPrivilegeEscalation is not false.',
      remedy: 'forbid-escalation',
      title: 'Set allowPrivilegeEscalation: false on every container listed',
      caution: 'Programs that change their user (sudo, setuid) stop working.',
    });
  },
};

function judge(running: Running, container: Container): Judged {
  const { component, pods } = running;
  const { privileged, allowPrivilegeEscalation } = container.security;
  if (pods.isWindows.value === true || needsItsNode(pods) || privileged.value === true) return undefined;
  if (allowPrivilegeEscalation.value === false || enforcement(component, 'no-privilege-escalation')) {
    return undefined;
  }
  if (Unknown.is(allowPrivilegeEscalation.value)) return allowPrivilegeEscalation.value;
  // What was not rendered may state it.
  if (allowPrivilegeEscalation.origin === 'default' && pods.notRendered) return pods.notRendered;
  const says = `${component.name}: container ${container.name}, allowPrivilegeEscalation = true`;
  const line = evidenceOf(allowPrivilegeEscalation, says);
  const at = allowPrivilegeEscalation.origin === 'default' ? container.at : line.at;
  return { running, container, says, evidence: { ...line, at } };
}
