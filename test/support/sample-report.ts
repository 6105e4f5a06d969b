import { componentId, findingId, ruleId, stackId } from '../../src/core/id.ts';
import type { Place, Report, ReportedFinding, ReportedSubject } from '../../src/core/report.ts';
import type { ComponentKind } from '../../src/core/component.ts';
import { testAssumptions } from './test-assumptions.ts';

export function placeAt(file: string, line: number, endLine = line): Place {
  return { file, line, endLine, column: 3, endColumn: 20 };
}

export function subject(
  kind: ComponentKind,
  name: string,
  place: Place | undefined,
  address = `aws_thing.${name}`,
): ReportedSubject {
  return { id: componentId(`terraform:infra/prod#${address}`), name, kind, address, place };
}

/** A finding of the orders shop; a test names only what it is about. */
export function finding(over: Partial<ReportedFinding> = {}): ReportedFinding {
  const place = placeAt('infra/prod/db.tf', 12);
  return {
    number: 1,
    id: findingId('0123456789ab'),
    rule: ruleId('resilience/single-zone-database'),
    status: 'fail',
    title: 'A database stops with its zone',
    problem: 'orders-db stops when its zone stops: it runs in one zone.',
    severity: 'high',
    confidence: 'high',
    standing: { kind: 'unpriced' },
    consequence: 'availability',
    subjects: [
      subject('datastore', 'orders-db', placeAt('infra/prod/db.tf', 10, 20), 'aws_db_instance.orders'),
    ],
    evidence: [
      {
        says: 'multi_az = false (default)',
        place,
        through: [],
        source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance',
      },
    ],
    because: [],
    remedies: [
      {
        title: 'Set multi_az = true',
        safety: 'review',
        caution: 'the instance fails over once',
        intents: [],
      },
    ],
    environments: ['production'],
    alsoMatches: [],
    origin: 'aws_db_instance.orders multi_az',
    place,
    resources: ['aws_db_instance.orders'],
    acceptedElsewhere: [],
    accepted: undefined,
    known: false,
    ...over,
  };
}

const brokerPlace = placeAt('infra/prod/mq.tf', 18);

const findings: readonly ReportedFinding[] = [
  finding({
    id: findingId('aaaaaaaaaaaa'),
    rule: ruleId('security/internet-reaches-datastore'),
    severity: 'critical',
    standing: { kind: 'must-do' },
    consequence: 'exposure',
    title: 'The internet reaches a datastore',
    problem: 'Anyone on the internet can open a connection to orders-db on port 5432.',
    evidence: [
      {
        says: 'ingress 0.0.0.0/0 on port 5432',
        place: placeAt('infra/prod/db.tf', 31),
        source: undefined,
        through: [placeAt('infra/prod/prod.tfvars', 4)],
      },
      {
        says: 'publicly_accessible = true',
        place: placeAt('infra/prod/db.tf', 14),
        through: [],
        source: undefined,
      },
    ],
    place: placeAt('infra/prod/db.tf', 31),
    resources: ['aws_db_instance.orders', 'aws_security_group.db'],
    remedies: [{ title: 'Remove the rule that admits 0.0.0.0/0', safety: 'review', intents: [] }],
    alsoMatches: [ruleId('security/port-open-to-world')],
  }),
  finding({ number: 2 }),
  finding({
    number: 3,
    id: findingId('bbbbbbbbbbbb'),
    rule: ruleId('resilience/single-instance-broker'),
    severity: 'medium',
    title: 'A broker runs once',
    problem: 'orders-mq runs once: while it restarts, no order is taken.',
    subjects: [
      subject('queue', 'orders-mq', brokerPlace, 'aws_mq_broker.orders'),
      subject('queue', 'refunds-mq', brokerPlace, 'aws_mq_broker.refunds'),
    ],
    evidence: [
      { says: 'deployment_mode = "SINGLE_INSTANCE"', place: brokerPlace, through: [], source: undefined },
    ],
    place: brokerPlace,
    resources: ['aws_mq_broker.orders', 'aws_mq_broker.refunds'],
    confidence: 'medium',
    environments: ['production', 'staging'],
    acceptedElsewhere: [
      { tool: 'checkov', text: 'checkov:skip=CKV_AWS_48', place: placeAt('infra/prod/mq.tf', 17) },
    ],
  }),
  finding({
    number: 4,
    id: findingId('cccccccccccc'),
    rule: ruleId('observability/log-kept-too-short'),
    severity: 'low',
    standing: { kind: 'hygiene' },
    consequence: 'none',
    title: 'Logs are kept too short a time',
    problem: 'orders-logs keeps its lines for 7 days; 90 are expected.',
    remedies: [],
    subjects: [
      subject(
        'log-store',
        'orders-logs',
        placeAt('infra/prod/logs.tf', 3),
        'aws_cloudwatch_log_group.orders',
      ),
    ],
    place: placeAt('infra/prod/logs.tf', 5),
    resources: ['aws_cloudwatch_log_group.orders'],
    accepted: {
      how: 'file',
      reason: 'copied to the archive',
      until: '2027-03-31',
      by: 'ana',
      place: placeAt('whatfails.yaml', 9),
    },
  }),
  finding({
    number: 5,
    id: findingId('dddddddddddd'),
    rule: ruleId('data/backup-kept-too-short'),
    status: 'unknown',
    severity: 'medium',
    consequence: 'data-loss',
    title: 'Backups are kept too short a time',
    problem: 'Are backups of refunds-db kept for 7 days?',
    evidence: [],
    remedies: [],
    subjects: [
      subject('datastore', 'refunds-db', placeAt('infra/prod/db.tf', 40, 52), 'aws_db_instance.refunds'),
    ],
    because: [
      {
        reason: 'variable-without-value',
        detail: 'var.backup_days has no value',
        settledBy: '--var backup_days=…',
      },
    ],
    place: placeAt('infra/prod/db.tf', 44),
    resources: ['aws_db_instance.refunds'],
  }),
];

/** The report of a small shop: one of everything that a renderer must show. */
export function sampleReport(over: Partial<Report> = {}): Report {
  return {
    version: '0.1.0',
    edition: '2026-1',
    asOf: '2026-08-22',
    target: 'infra/prod',
    findings,
    rules: [
      {
        id: ruleId('data/backup-kept-too-short'),
        title: 'Backups are kept too short a time',
        fail: 0,
        pass: 1,
        unknown: 1,
        notApplicable: 0,
        error: 0,
      },
      {
        id: ruleId('resilience/single-zone-database'),
        title: 'A database stops with its zone',
        fail: 1,
        pass: 30,
        unknown: 0,
        notApplicable: 9,
        error: 0,
      },
    ],
    ruleErrors: [],
    stacks: [
      {
        id: stackId('terraform:infra/prod'),
        kind: 'terraform',
        root: 'infra/prod',
        workspace: 'default',
        variableFiles: ['infra/prod/prod.tfvars'],
        chosen: true,
        isSample: false,
        because: 'it is for production',
        alternatives: [],
        deployers: [],
        resources: 203,
        unknownExpansions: 1,
        environments: [
          {
            name: 'production',
            grade: 'B',
            because: [{ at: undefined, file: 'infra/prod/prod.tfvars', says: 'environment = "retail-prod"' }],
          },
        ],
        correctWith: 'environments: [{ root: infra/prod, name: … }]',
      },
      {
        id: stackId('terraform:infra/dev'),
        kind: 'terraform',
        root: 'infra/dev',
        workspace: 'default',
        variableFiles: [],
        chosen: false,
        isSample: false,
        because: 'it is for development; terraform:infra/prod is chosen',
        alternatives: [stackId('terraform:infra/prod')],
        deployers: [],
        resources: 11,
        unknownExpansions: 0,
        environments: [
          {
            name: 'development',
            grade: 'C',
            because: [{ at: undefined, file: 'infra/dev', says: 'the folder is called dev' }],
          },
        ],
        correctWith: 'environments: [{ root: infra/dev, name: … }]',
      },
    ],
    outlook: {
      weakLink: undefined,
      journeys: [],
      nearest: undefined,
      expected: undefined,
      shares: [],
      questions: [],
      tierOne: undefined,
      noJourney: undefined,
    },
    coverage: {
      files: 41,
      stacks: 2,
      stacksChosen: 1,
      resources: 214,
      resourcesWithUnknowns: 11,
      components: 13,
      opaqueComponents: 3,
      modules: { local: 5, vendored: 4, mapped: 8, opaque: 3 },
      unknownExpansions: 1,
      settling: [
        { input: 'terraform get', unknowns: 31 },
        { input: '--var backup_days=…', unknowns: 1 },
      ],
      hiddenFindings: 2,
      environment: 'production',
    },
    journeys: [],
    notRead: [
      { file: 'cloudformation/a.yaml', kind: 'cloudformation', why: 'CloudFormation is not read yet' },
      { file: 'cloudformation/b.yaml', kind: 'cloudformation', why: 'CloudFormation is not read yet' },
    ],
    diagnostics: [
      {
        severity: 'warning',
        code: 'variable-file-unused',
        message: 'infra/prod/old.tfvars sets `vpc`, which nothing declares.',
        place: placeAt('infra/prod/old.tfvars', 1),
      },
    ],
    acceptProblems: [
      {
        kind: 'unused',
        message: 'The accept of data/backup-kept-too-short on carts matches no finding any more. Remove it.',
        place: placeAt('whatfails.yaml', 14),
      },
    ],
    assumptions: [testAssumptions.get('database_single')],
    ...over,
  };
}
