import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';

/** An access policy as far as it can be read; each part may be unknown without the rest being so. */
export interface Policy {
  readonly statements: readonly Statement[];
  /** Statements, or the rest of the document, that cannot be read. */
  readonly unread: readonly Unknown[];
  /** Where the document stands. */
  readonly at: Location;
}

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: Value<'allow' | 'deny'>;
  readonly actions: Selection;
  /** Absent in trust policies. */
  readonly resources: Selection | undefined;
  /** Absent in policies of identities. */
  readonly principals: Principals | undefined;
  readonly conditions: Value<readonly Condition[]>;
  readonly at: Location;
}

/** A list of patterns: what is meant, or, when `inverted`, everything else. */
export interface Selection {
  readonly inverted: boolean;
  readonly items: Value<readonly Value<string>[]>;
}

export interface Principals {
  readonly inverted: boolean;
  readonly items: Value<readonly Principal[]>;
}

/** Stands for the account in which something is declared, whatever its number is. */
export const OWN_ACCOUNT = 'own';

export interface Principal {
  /** `everyone` is `*`, whoever asks. */
  readonly kind: 'everyone' | 'account' | 'identity' | 'service' | 'federation' | 'cdn' | 'other';
  /** As written: an ARN, an account number, a service name, a provider. */
  readonly id: Value<string>;
  /** For accounts and identities: the account, or `OWN_ACCOUNT`, when it can be told. */
  readonly account: Value<string> | undefined;
  /** The component that it names, when it is in the inputs. */
  readonly component: ComponentId | undefined;
}

export interface Condition {
  readonly operator: string;
  /** With `UNKNOWN_PIECE` for a part that is not known. */
  readonly key: string;
  readonly values: Value<readonly Value<string>[]>;
}

/** One policy that an identity holds, and what is known of its power. */
export interface Grant {
  /** What people call the policy. */
  readonly policy: string;
  /** Where the identity receives it: the attachment, or the inline policy. */
  readonly at: Location;
  /** Undefined when the provider wrote it (`AmazonSSMManagedInstanceCore`). */
  readonly document: Value<Policy> | undefined;
  /** All actions on all resources. */
  readonly everything: Stated<boolean>;
  /** Statements that change things beyond what they name. */
  readonly broadWrites: readonly BroadWrite[];
  /** True when any statement can change something. */
  readonly canWrite: Value<boolean>;
  /** What would have to be known to say more. */
  readonly undecided: readonly Unknown[];
}

/** A statement that allows changes of more than it should need. */
export interface BroadWrite {
  readonly at: Location;
  /** `every-resource`: `*`, or every name of a kind; `whole-service`: all actions of a data service. */
  readonly reach: 'every-resource' | 'whole-service';
  /** Actions that could be limited to named resources. */
  readonly actions: readonly string[];
  /** The resources as written. */
  readonly resources: readonly string[];
}

/** Who can become an identity, told from its trust policy. */
export interface Assumer {
  /**
   * `compute`: servers, functions, containers; `service`: another service of the provider; `pipeline`: a CI
   * system; `cluster`: workloads of a Kubernetes cluster; `people`: single sign-on, or a second factor;
   * `account`: an account or identities of one.
   */
  readonly kind: 'compute' | 'service' | 'pipeline' | 'cluster' | 'people' | 'account' | 'everyone' | 'other';
  /** `lambda.amazonaws.com`, `GitHub Actions`, `account 111111111111`. */
  readonly says: string;
  readonly at: Location;
  readonly principal: Principal;
  /** True when a condition limits who of them may: organization, external id, source, second factor. */
  readonly limited: Value<boolean>;
  /** For pipelines: who can start a run that gets in. */
  readonly admits: Value<Admission> | undefined;
  /** The conditions in words, for evidence: `sub like repo:shop/orders:*`. */
  readonly conditions: readonly string[];
}

/**
 * `anyone`: any customer of the CI system; `organization`: any of its repositories; `pull-requests`: code
 * that nobody has reviewed; `repository`: any branch of it; `bound`: a branch, an environment, a workflow.
 */
export type Admission = 'anyone' | 'pull-requests' | 'organization' | 'repository' | 'bound';
