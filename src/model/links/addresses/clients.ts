import type { DependencyKind, DependencyStrength } from '../../../core/dependency.ts';
import type { Setting } from '../../../core/facts/settings.ts';
import type { Evidence } from '../../../core/finding.ts';
import { componentId } from '../../../core/id.ts';
import type { Reference } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { Answers } from './answers.ts';
import { behindRecord } from './cloud-hosts.ts';
import { DataTwins } from './data-twins.ts';
import { directed, permittedOnly } from './direction.ts';
import type { HostAnswer } from './host-resolver.ts';
import { hostResolvers } from './host-resolvers.ts';
import { hostsIn, soundsLikeAddress } from './hosts-in.ts';
import type { NamedHost } from './hosts-in.ts';
import { leavesOf } from './leaves.ts';
import { NamedThings } from './named-things.ts';
import { Needs } from './needs.ts';
import { PermissionReader } from './permissions.ts';
import { standingOf } from './public-hosts.ts';
import { leadsBack } from './leads-back.ts';
import type { SecretStore } from './secret-store.ts';
import { secretStore } from './secret-store.ts';
import { isForPeople, isForWatching, mayBeHandedOn, useOfAddress, useOfAttribute } from './uses.ts';

/** One thing that somebody is told, and in which setting. */
export interface Told {
  readonly from: ComponentDraft;
  readonly setting: Setting;
  /** The words of the setting's name and of the keys inside its value. */
  readonly words: readonly string[];
  /** Set where configuration itself uses what it names, and no code stands between. */
  readonly typed?: { readonly strength: DependencyStrength | undefined } | undefined;
}

/** Turns what components are told into what they need. Made once for a graph. */
export class Clients {
  readonly #draft: GraphDraft;
  readonly #needs: Needs;
  readonly #secrets: SecretStore;
  readonly #things: NamedThings;
  readonly #answers: Answers;
  readonly #twins: DataTwins;
  readonly #permissions: PermissionReader;
  readonly #hosts = new Map<string, readonly NamedHost[]>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    this.#secrets = secretStore(draft);
    this.#needs = new Needs(draft);
    this.#things = new NamedThings(draft);
    this.#answers = new Answers(draft);
    this.#twins = new DataTwins(draft);
    this.#permissions = new PermissionReader(draft, this.#things);
  }

  /** The same text stands in many settings: it is looked through once. */
  hostsIn(text: string, words: readonly string[]): readonly NamedHost[] {
    const isAddress = soundsLikeAddress(words);
    const key = `${isAddress ? '+' : '-'}${text}`;
    const found = this.#hosts.get(key) ?? hostsIn(text, { isAddress });
    this.#hosts.set(key, found);
    return found;
  }

  /** It is told an attribute of a resource. */
  reference(
    told: Told,
    { resource: id, path }: Reference,
    asHost: boolean,
    seen = new Set<ComponentDraft>(),
  ): void {
    const { from } = told;
    const resource = this.#draft.resource(id);
    if (!resource || from.resources.includes(id)) return;
    const attribute = String(path[0] ?? '');
    const secret = this.#secrets.ofResource(id);
    if (secret) return this.#throughSecret(told, secret, { isRead: CONTENT.has(attribute), seen });
    if (resource.type === 'aws_route53_record') {
      for (const to of behindRecord(this.#draft, resource)) this.#use(told, to, useOfAddress(to), attribute);
      return;
    }
    const to = resource.mode === 'data' ? this.#twins.of(resource) : this.#draft.componentOf(id);
    if (to) this.#use(told, to, useOfAttribute(to, resource.type, attribute, asHost), attribute);
  }

  #throughSecret(
    told: Told,
    secret: ComponentDraft,
    { isRead, seen }: { isRead: boolean; seen: Set<ComponentDraft> },
  ): void {
    if (seen.has(secret)) return;
    seen.add(secret);
    // Terraform itself reads the content and hands it over: the code never asks for the secret.
    if (!isRead) this.#use(told, secret, 'reads-secret', 'name');
    for (const { value } of this.#secrets.contentsOf(secret, undefined)) {
      for (const leaf of leavesOf(value)) {
        if (leaf.kind === 'reference') this.reference(told, leaf.reference, leaf.asHost, seen);
        else for (const host of this.hostsIn(leaf.text, [leaf.key])) this.host(told, host);
      }
    }
  }

  /** It is told the name or the ARN of a thing; false when the text names none. */
  thing(told: Told, text: string): boolean {
    const to = this.#things.isEmpty ? undefined : this.#things.named(told.from, text, told.words);
    if (!to) return false;
    this.#use(told, to, useOfAddress(to), 'name');
    return true;
  }

  /** It is told a name of which not all is known, which a thing of its own stack has too. */
  sameText(told: Told): void {
    const { value } = told.setting;
    if (!Unknown.is(value)) return;
    const to = this.#things.sameText(told.from, value, told.words);
    if (to) this.#use(told, to, useOfAddress(to), 'name');
  }

  /** It is told a host. Why it cannot be told who answers, where somebody should. */
  host(told: Told, host: NamedHost): Unknown | undefined {
    const { from } = told;
    if (CONTROL_PLANE.test(host.host)) return undefined;
    const thing = this.#things.atHost(from, host);
    if (thing) {
      this.#use(told, thing, useOfAddress(thing), 'name');
      return undefined;
    }
    const answer = this.#answerTo(from, host.host);
    if (answer) return this.#answered(told, host, answer);
    return this.#nobodyAnswers(told, host);
  }

  #answerTo(from: ComponentDraft, host: string): HostAnswer | undefined {
    for (const resolve of hostResolvers) {
      const answer = resolve(this.#draft, from, host);
      if (answer) return answer;
    }
    const targets = this.#answers.to(from, host);
    if (targets.length === 0) return undefined;
    if (targets.length === 1) return { targets, grade: 'C', unknown: undefined };
    return { targets: [], grade: 'C', unknown: ambiguous(host, targets) };
  }

  #answered(told: Told, named: NamedHost, { targets, grade, unknown }: HostAnswer): Unknown | undefined {
    const { host, certain } = named;
    if (targets.length === 0) this.#storeElsewhere(told, named);
    for (const to of targets) {
      const says = `${told.setting.name} of ${told.from.name} names ${host}`;
      this.#sign(told, to, { kind: useOfAddress(to), says, grade, candidate: unknown !== undefined });
    }
    if (unknown) return unknown;
    return targets.length > 0 || !certain ? undefined : nobody(host);
  }

  #nobodyAnswers(told: Told, named: NamedHost): Unknown | undefined {
    const { host, certain, scheme } = named;
    const { setting, words } = told;
    if (!certain || (scheme !== undefined && NO_NETWORK.has(scheme))) return undefined;
    const standing = standingOf(host, { isWritten: scheme !== undefined });
    if (standing === 'own') return undefined;
    if (standing === 'private') {
      this.#storeElsewhere(told, named);
      return nobody(host);
    }
    if (isForPeople(words) || setting.passed === 'file') return undefined;
    this.#outside(told, named);
    return undefined;
  }

  /**
   * The address of a store that is not in the inputs: it is needed all the same. A name of one word means
   * another thing in every namespace.
   */
  #storeElsewhere(told: Told, named: NamedHost): void {
    const isStore = named.scheme !== undefined && STORES.test(named.scheme);
    if (isStore && named.host.includes('.')) this.#outside(told, named);
  }

  #outside(told: Told, { host, scheme }: NamedHost): void {
    const id = `external:${host}`;
    const to =
      this.#draft.components.get(componentId(id)) ?? this.#draft.addBare(id, 'external', host, undefined);
    const says = `${told.setting.name} of ${told.from.name} names ${host}`;
    const kind = scheme !== undefined && STORES.test(scheme) ? 'stores' : 'calls';
    this.#sign(told, to, { kind, says, grade: 'C', candidate: false });
  }

  #use(told: Told, to: ComponentDraft, kind: DependencyKind | undefined, attribute: string): void {
    const what = attribute === '' || attribute === 'name' ? to.name : `${attribute} of ${to.name}`;
    const step = `step ${told.setting.container ?? ''} of ${told.from.name} uses ${to.name}`;
    const says = told.typed ? step : `${told.setting.name} of ${told.from.name} is told ${what}`;
    this.#sign(told, to, { kind, says, grade: 'C', candidate: false });
  }

  #sign(
    { from, setting, words, typed }: Told,
    to: ComponentDraft,
    {
      kind,
      says,
      grade,
      candidate,
    }: { kind: DependencyKind | undefined; says: string; grade: 'B' | 'C'; candidate: boolean },
  ): void {
    if (kind === undefined || to === from) return;
    if (to.kind === 'cdn' && isForPeople(words)) return;
    if (kind === 'calls' && leadsBack(this.#draft, to, from)) return;
    const isHandedOn = kind === 'calls' && !typed && mayBeHandedOn(words) && isOpenToAll(to);
    const evidence: Evidence[] = [
      { says, at: setting.at },
      ...setting.through.map(({ says: step, at }) => ({ says: step, at })),
    ];
    const isDoubtful = candidate || isHandedOn || setting.passed === 'whole';
    const base = { from, to, grade, candidate: isDoubtful, evidence };
    if (kind === 'calls' && isForWatching(words)) {
      this.#needs.add({ ...base, kind: 'observes', strength: 'control-only' });
    } else if (kind === 'reads-secret' || kind === 'encrypts') {
      this.#needs.add({ ...base, kind, strength: 'control-only' });
    } else if (typed) {
      this.#needs.add({ ...base, kind, grade: 'B', strength: typed.strength });
    } else directed(this.#needs, { ...base, kind }, this.#permissions);
  }

  /** Writes the dependencies down, and what may be because identities are allowed to. */
  finish(): void {
    permittedOnly(this.#draft, this.#needs, this.#permissions);
    this.#needs.addTo(this.#draft);
  }
}

/** Whether somebody outside can call it. */
function isOpenToAll({ facts }: ComponentDraft): boolean {
  return facts.isPublicEntry?.value === true;
}

// Attributes that are the content of a secret, not its name.
const CONTENT: ReadonlySet<string> = new Set(['value', 'insecure_value', 'secret_string', 'secret_binary']);

const STORES =
  /^(?:postgres(?:ql)?|mysql2?|mariadb|mongodb|redis|rediss|memcached|cassandra|sqlserver|oracle|clickhouse)/;

// Every pod may ask the cluster itself. https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
const CONTROL_PLANE = /^kubernetes\.default(?:\.svc(?:\..*)?)?$/;

// What these name is no host: a bucket, a file, an image, a class.
const NO_NETWORK: ReadonlySet<string> = new Set(
  's3 s3a s3n gs gcs abfs abfss wasb wasbs file unix docker oci classpath urn arn git+file data'.split(' '),
);

function nobody(host: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `nothing in the inputs answers to ${host}`,
    settledBy: 'the code that declares what answers, or a line under `dependencies` in whatfails.yaml',
  });
}

function ambiguous(host: string, targets: readonly ComponentDraft[]): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `${targets.length} components answer to ${host}: ${targets.map(({ name }) => name).join(', ')}`,
    settledBy: 'a line under `dependencies` in whatfails.yaml that says which of them is meant',
  });
}
