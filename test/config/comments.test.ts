import { describe, expect, it } from 'vitest';
import { readComments } from '../../src/config/comments.ts';

/** What the comments of a Terraform file accept, one a line. */
function check(text: string, expected: readonly string[]): void {
  const { accepts, elsewhere, problems } = readComments('db.tf', text);
  expect([
    ...accepts.map(
      ({ rule, until, by, reason, place, anchor }) =>
        `${place.line}→${anchor} ${rule} until ${until}${by === undefined ? '' : ` by ${by}`}: ${reason}`,
    ),
    ...elsewhere.map(({ tool, text: words, place, anchor }) => `${place.line}→${anchor} ${tool} ${words}`),
    ...problems.map(({ message, place }) => `${place.line} ${message}`),
  ]).toEqual(expected);
}

const GRAMMAR = 'Write `# whatfails:accept RULE until=YYYY-MM-DD -- reason`.';

describe('an accept in a comment', () => {
  it('belongs to the code below it, or to its own line', () => {
    check(
      `
# whatfails:accept resilience/single-zone-database until=2027-03-31 by=ana -- rebuilt in 20 minutes -- tested
# see the runbook

resource "aws_db_instance" "orders" {
  multi_az = false // whatfails:accept resilience/a until=2027-01-01 -- fine
  /* whatfails:accept resilience/b until=2027-01-01 -- fine */
}
`,
      [
        '2→4 resilience/single-zone-database until 2027-03-31 by ana: rebuilt in 20 minutes -- tested',
        '6→6 resilience/a until 2027-01-01: fine',
        '7→8 resilience/b until 2027-01-01: fine',
      ],
    );
  });

  it('needs rule, end and reason', () => {
    check('# whatfails:accept', [`1 The accept names no rule. ${GRAMMAR}`]);
    check('# whatfails:accept a/b -- why', [`1 The accept of a/b has no end. ${GRAMMAR}`]);
    check('# whatfails:accept a/b until=2027-13-01 -- why', [
      `1 The accept of a/b ends on "2027-13-01", which is no day. ${GRAMMAR}`,
    ]);
    check('# whatfails:accept a/b until=2027-01-01', [`1 The accept of a/b has no reason. ${GRAMMAR}`]);
    check('# whatfails:accept a/b untill=2027-01-01 -- why', [
      `1 The accept of a/b holds \`untill\`, which means nothing. ${GRAMMAR}`,
    ]);
  });

  it('is not text in quotes', () => {
    check('description = "use # whatfails:accept a/b until=2027-01-01 -- why"', []);
  });
});

describe('comments for other tools', () => {
  it('are recognised', () => {
    check(
      `
#checkov:skip=CKV_AWS_157:single zone by design
#tfsec:ignore:aws-rds-enable-performance-insights tfsec:ignore:other
#trivy:ignore:AVD-AWS-0080
# kics-scan ignore-block
resource "aws_db_instance" "orders" {}
`,
      [
        '2→6 checkov checkov:skip=CKV_AWS_157:single zone by design',
        '3→6 tfsec tfsec:ignore:aws-rds-enable-performance-insights',
        '4→6 trivy trivy:ignore:AVD-AWS-0080',
        '5→6 kics kics-scan ignore-block',
      ],
    );
  });
});
