import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect, ownersOf } from './connect.ts';

const VOLUME = { types: ['aws_ebs_volume'], by: ['id'] };
const SERVER = { types: ['aws_instance', 'aws_spot_instance_request'], by: ['id'] };

/** Joins servers with the disks that are attached to them. */
export const volumes: LinkPass = {
  name: 'volumes',
  after: [],
  run(draft) {
    for (const resource of draft.ofType('aws_volume_attachment')) {
      const disks = ownersOf(draft, draft.follow(dataAt(resource, 'volume_id'), resource, VOLUME).targets);
      const servers = ownersOf(
        draft,
        draft.follow(dataAt(resource, 'instance_id'), resource, SERVER).targets,
      );
      for (const to of disks) {
        for (const from of servers) {
          const says = `${to.name} is attached to ${from.name}`;
          connect(draft, { from, to, kind: 'stores', strength: 'hard', says, at: at(resource) });
        }
      }
    }
  },
};
