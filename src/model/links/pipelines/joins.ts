import type { Act, Pipeline, PipelineJob } from '../../../core/facts/pipeline.ts';
import type { DependencyKind } from '../../../core/dependency.ts';
import { componentId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import { sortedUnique } from '../../../core/order.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { ImageTargets } from './image-targets.ts';
import { NameTargets } from './name-targets.ts';
import { RoleTargets } from './role-targets.ts';
import { StackTargets } from './stack-targets.ts';

/** Joins what pipelines do with what they do it to: stacks, workloads, Dockerfiles, roles. */
export const pipelineJoins: LinkPass = {
  name: 'pipeline-joins',
  after: ['pipeline-acts', 'stacks'],
  run(draft) {
    const brought = new Map<ComponentDraft, Set<ComponentId>>();
    const pipelines = [...draft.components.values()].filter(({ facts }) => facts.pipeline);
    if (pipelines.length > 0) joinAll(draft, pipelines, brought);
    byDeployers(draft, brought);
    for (const [component, by] of brought) {
      component.facts.broughtBy = sortedUnique(by).map(componentId);
    }
  },
};

type Brought = Map<ComponentDraft, Set<ComponentId>>;

interface Indexes {
  readonly stacks: StackTargets;
  readonly images: ImageTargets;
  readonly names: NameTargets;
  readonly roles: RoleTargets;
}

function joinAll(draft: GraphDraft, pipelines: readonly ComponentDraft[], brought: Brought): void {
  const indexes: Indexes = {
    stacks: new StackTargets(draft),
    images: new ImageTargets(draft),
    names: new NameTargets(draft),
    roles: new RoleTargets(draft),
  };
  for (const component of pipelines) {
    const { pipeline } = component.facts;
    if (!pipeline) continue;
    const joiner = new Joiner(draft, component, brought);
    component.facts.pipeline = {
      ...pipeline,
      jobs: pipeline.jobs.map((job) => ({
        ...job,
        acts: job.acts.map((act) => joinedAct(act, { job, pipeline, indexes, joiner })),
      })),
    };
  }
}

interface ActContext {
  readonly job: PipelineJob;
  readonly pipeline: Pipeline;
  readonly indexes: Indexes;
  readonly joiner: Joiner;
}

function joinedAct(act: Act, { job, pipeline, indexes, joiner }: ActContext): Act {
  const found: ComponentDraft[] = [];
  for (const to of indexes.roles.of(act, job, pipeline.platform)) {
    joiner.depend({ act, to, kind: 'assumes', grade: 'B', says: `logs in as ${to.name}` });
    found.push(to);
  }
  for (const to of indexes.stacks.of(act, job)) {
    joiner.deploys({ act, to, kind: 'deploys', grade: 'B', says: act.says });
    found.push(to);
  }
  for (const to of indexes.names.of(act, job)) {
    joiner.deploys({ act, to, kind: 'deploys', grade: 'C', says: act.says });
    found.push(to);
  }
  for (const to of indexes.images.dockerfiles(act, job)) {
    joiner.deploys({ act, to, kind: 'deploys', grade: 'B', says: act.says });
    found.push(to);
  }
  for (const image of act.does === 'push-image' || act.does === 'deploy' ? (act.images ?? []) : []) {
    const { components, grade } = indexes.images.users(image, job);
    for (const to of components) {
      joiner.deploys({
        act,
        to,
        kind: 'deploys',
        grade,
        says: saysImage(act, to),
      });
      found.push(to);
    }
  }
  return found.length === 0 ? act : { ...act, components: [...new Set(found.map(({ id }) => id))] };
}

function saysImage({ does, says }: Act, { name }: ComponentDraft): string {
  return `${says} ${does === 'push-image' ? 'pushes' : 'brings'} the image that ${name} runs`;
}

interface Join {
  readonly act: Act;
  readonly to: ComponentDraft;
  readonly kind: DependencyKind;
  readonly grade: 'B' | 'C' | 'D';
  readonly says: string;
}

/** Adds what one pipeline does, each once. */
class Joiner {
  readonly #draft: GraphDraft;
  readonly #from: ComponentDraft;
  readonly #brought: Brought;
  readonly #known = new Set<string>();

  constructor(draft: GraphDraft, from: ComponentDraft, brought: Brought) {
    this.#draft = draft;
    this.#from = from;
    this.#brought = brought;
  }

  depend({ act, to, kind, grade, says }: Join): void {
    const key = `${kind} ${to.id}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    const evidence = [{ says, at: act.at }];
    this.#draft.depend({ from: this.#from.id, to: to.id, kind, strength: 'control-only', grade, evidence });
  }

  deploys(join: Join): void {
    this.depend(join);
    const known = this.#brought.get(join.to);
    if (known) known.add(this.#from.id);
    else this.#brought.set(join.to, new Set([this.#from.id]));
  }
}

/** What Argo CD and Flux deploy is brought by their objects. */
function byDeployers(draft: GraphDraft, brought: Brought): void {
  for (const stack of draft.stacks) {
    const component = draft.components.get(componentId(`stack:${stack.id}`));
    for (const { resource } of component ? (stack.deployers ?? []) : []) {
      const deployer = resource && draft.componentOf(resource);
      if (!component || !deployer) continue;
      const known = brought.get(component);
      if (known) known.add(deployer.id);
      else brought.set(component, new Set([deployer.id]));
    }
  }
}
