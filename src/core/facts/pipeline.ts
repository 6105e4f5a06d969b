import type { Stated } from '../component.ts';
import type { ComponentId } from '../id.ts';
import type { Location } from '../location.ts';
import type { Unknown, Value } from '../value.ts';

/** Facts of pipelines: what starts them, what their jobs do, and with which rights. */
export interface PipelineFacts {
  readonly pipeline?: Pipeline | undefined;
  /** Pipelines and GitOps controllers that bring changes to this stack or workload. */
  readonly broughtBy?: readonly ComponentId[] | undefined;
}

/** One workflow of GitHub Actions, or the pipeline of a GitLab project. */
export interface Pipeline {
  readonly platform: 'github-actions' | 'gitlab-ci';
  readonly file: string;
  readonly triggers: readonly Trigger[];
  /** In the order of the file; jobs of a called workflow of the inputs stand behind the job that calls it. */
  readonly jobs: readonly PipelineJob[];
  /** Why there may be other jobs: an include or a workflow that is elsewhere. */
  readonly moreJobs: Unknown | undefined;
  /** True for what only other workflows call. */
  readonly isReusable: boolean;
  /** Files that it takes in as parts of its own text: includes of GitLab. */
  readonly includes?: readonly Reused[] | undefined;
}

/** What starts a pipeline. */
export interface Trigger {
  readonly kind:
    | 'push'
    | 'tag'
    | 'pull-request'
    /** A pull request of a stranger, run with the rights of the repository. */
    | 'privileged-pull-request'
    /** After another workflow, with the rights of the repository. */
    | 'after-workflow'
    /** An issue, a comment, a discussion: text of strangers, run with the rights of the repository. */
    | 'comment'
    | 'schedule'
    | 'manual'
    | 'called'
    | 'release'
    | 'other';
  /** As the platform calls it: `pull_request_target`. */
  readonly name: string;
  /** Branches, or tags; undefined: all. */
  readonly branches: Value<readonly string[]> | undefined;
  /** What has to happen to it, where that is limited: `labeled`, `closed`. */
  readonly types?: readonly string[] | undefined;
  /** Workflows whose end starts it. */
  readonly workflows: readonly string[];
  readonly at: Location;
}

export interface PipelineJob {
  /** Its key in the file; of a job of a called workflow `caller / key`. */
  readonly id: string;
  readonly name: string;
  /** Ids of jobs that must have succeeded before. */
  readonly needs: readonly string[];
  /** Why it may need others, or run without some of them. */
  readonly needsUnknown: Unknown | undefined;
  /** The condition as written. */
  readonly condition: Stated<string> | undefined;
  /** The deployment environment, whose approvals live in the settings of the host. */
  readonly environment: Stated<string> | undefined;
  /** True when a person has to start it inside a running pipeline. */
  readonly waitsForPerson: boolean;
  /** The rights of its token: `contents` → `write`; `default` where nobody limits them. */
  readonly permissions: Stated<{ readonly [scope: string]: string }> | 'default';
  /** Names of secrets that it reads; never values. */
  readonly secrets: readonly NamedPlace[];
  /** Environment variables of the job and above. */
  readonly variables: readonly PipelineVariable[];
  readonly steps: readonly PipelineStep[];
  /** The workflow, include or template that it calls in the place of steps. */
  readonly calls: Reused | undefined;
  /** Combinations of a matrix: names with their values. */
  readonly matrix: { readonly [name: string]: Value<readonly string[]> } | undefined;
  readonly runsOn: Stated<string> | undefined;
  /** What it does, told by its steps. Filled by the pass `pipeline-acts`. */
  readonly acts: readonly Act[];
  /** Why it may do more: scripts that were not read, actions that nobody here knows. */
  readonly moreActs: Unknown | undefined;
  readonly at: Location;
}

export interface PipelineStep {
  /** The name by which other steps call its outputs. */
  readonly id?: string | undefined;
  readonly name: string | undefined;
  readonly condition: Stated<string> | undefined;
  /** The action, or undefined for a script. */
  readonly uses: Reused | undefined;
  /** Inputs of the action, as texts. */
  readonly inputs: readonly PipelineVariable[];
  /** The script. */
  readonly run: Stated<string> | undefined;
  readonly workingDirectory: Stated<string> | undefined;
  readonly variables: readonly PipelineVariable[];
  /** Scripts and targets of the inputs that the script runs, with what they run in turn. */
  readonly scripts?: readonly CalledScript[] | undefined;
  readonly at: Location;
}

/** A script of the inputs, a target of a Makefile or a script of a package, that a step runs. */
export interface CalledScript {
  /** As called: `make deploy`, `./scripts/deploy.sh`. */
  readonly says: string;
  readonly file: string;
  /** Its commands; of a Makefile those of the target and of what it needs. */
  readonly text: string;
  /** The folder that it starts in, relative to the boundary; undefined: not known. */
  readonly folder: string | undefined;
  /** Functions of it that are called from outside. */
  readonly names: readonly string[];
  readonly at: Location;
}

export interface PipelineVariable {
  readonly name: string;
  readonly value: Value<string>;
  readonly at: Location;
}

export interface NamedPlace {
  readonly name: string;
  readonly at: Location;
}

/** Code of somebody that a pipeline runs: an action, a reusable workflow, an include. */
export interface Reused {
  readonly kind: 'action' | 'workflow' | 'include' | 'image';
  /** As written: `actions/checkout@v4`. */
  readonly text: Value<string>;
  /** `actions`; undefined for what is in the inputs. */
  readonly owner: string | undefined;
  /** `checkout`. */
  readonly repository: string | undefined;
  /** The file in the inputs, where it is one of them. */
  readonly file: string | undefined;
  /** `v4`, a branch, a commit. */
  readonly version: Value<string> | undefined;
  /** True for a full commit or a digest. */
  readonly isPinned: Value<boolean>;
  /** True where its own steps stand behind the step, or its own jobs behind the job. */
  readonly isFollowed?: boolean | undefined;
  readonly at: Location;
}

/** One thing that a job does. */
export interface Act {
  readonly does:
    | 'checkout'
    | 'test'
    | 'lint'
    | 'build-image'
    | 'push-image'
    | 'plan'
    /** Changes infrastructure: `terraform apply`, `pulumi up`, `cdk deploy`. */
    | 'apply'
    /** Brings a release: `kubectl apply`, `helm upgrade`, a tag that GitOps reads. */
    | 'deploy'
    /** Copies files to servers: ssh, rsync, scp, ftp. */
    | 'copy-to-servers'
    | 'login';
  /** `terraform`, `kubectl`, `docker/build-push-action`. */
  readonly tool: string;
  /** The command or the reference, without values of secrets. */
  readonly says: string;
  /** Folder, chart, image or service that it is done to, as far as the text tells. */
  readonly target: Value<string> | undefined;
  /** Images that it makes, pushes or brings: `ghcr.io/shop/orders:${{ github.sha }}`. */
  readonly images?: readonly Value<string>[] | undefined;
  /** Files of variables or values that it is done with, as paths of the inputs. */
  readonly files?: readonly string[] | undefined;
  /** Stack, workload, image or Dockerfile of the inputs that it is done to. */
  readonly components: readonly ComponentId[];
  /** `role` for short-lived rights of a cloud role, `keys` for long-lived ones. */
  readonly login?: { readonly cloud: 'aws' | 'google' | 'azure'; readonly by: 'role' | 'keys' } | undefined;
  readonly at: Location;
}
