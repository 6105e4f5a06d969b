import * as z from 'zod';

const text = z.string();
const lines = { file: text.nullable(), line: z.int().min(1).nullable() };

const estimate = z
  .strictObject({
    low: z.number(),
    likely: z.number(),
    high: z.number(),
    grade: z.enum(['A', 'B', 'C', 'D']),
  })
  .describe(
    'Minutes a year: low is the 10th percentile if only what is certain counts, high the 90th of all.',
  )
  .meta({ id: 'minutesPerYear' });

const evidence = z
  .array(
    z.strictObject({
      ...lines,
      says: text,
      through: z.array(z.strictObject({ file: text, line: z.int().min(1) })).optional(),
      source: text.optional(),
    }),
  )
  .meta({ id: 'evidence' });

const component = {
  component: text.describe('Its name.'),
  kind: text,
  id: text,
  address: text.nullable(),
  ...lines,
};

const count = z.union([z.int().min(0), text]).describe('A decimal text where a number cannot hold it.');

const cutSets = z.strictObject({
  journey: text,
  total: count,
  byOrder: z.array(count).describe('How many sets have one cause, two, …'),
  top: z
    .array(z.strictObject({ causes: z.array(text), minutes: z.number() }))
    .describe('The most probable ones, with the product of the probabilities in minutes a year.'),
  complete: z.boolean(),
});

const effectWord = z
  .enum(['stops', 'degrades', 'survives', 'unknown'])
  .describe('unknown: it hangs on something that nobody wrote down; `questions` names it.');

const atWorst = z
  .enum(['stops', 'degrades'])
  .nullable()
  .describe('Of an unknown effect: what happens if everything that is possible holds.');

const effect = z.strictObject({
  name: text.describe('The journey.'),
  effect: effectWord,
  atWorst,
  path: z
    .array(z.strictObject({ ...component, evidence: evidence.describe('How the step before leads here.') }))
    .describe('From the entry to what failed; empty where it survives.'),
  reason: z.strictObject({ says: text, evidence }).nullable().describe('Why the last step fails.'),
  because: z.array(text).describe('What an unknown effect hangs on, or under which condition it survives.'),
  loses: z.array(z.strictObject(component)).describe('What the journey goes on without.'),
  questions: z
    .array(z.strictObject({ key: text, says: text, settledBy: text.nullable(), evidence }))
    .describe('What is not known and would decide.'),
});

const reckoning = {
  kind: text,
  component: z.strictObject(component),
  says: text,
  certain: z.boolean().describe('True when it holds at every value of what is not known.'),
  terms: z
    .array(
      z.strictObject({
        says: text,
        value: z.number().nullable().describe('null: not known.'),
        unit: text,
        ...lines,
        source: text.nullable(),
      }),
    )
    .describe('The arithmetic, in the order in which a person would redo it.'),
  hangsOn: z.array(z.strictObject({ says: text, settledBy: text.nullable() })),
};

const oneCase = z.strictObject({
  case: text.describe('As one asks for it: orders-db, zone=eu-west-1a.'),
  kind: z.enum(['component', 'zone', 'region']),
  id: text.describe('Of the component; of a zone or region its name, or what stands for it.'),
  name: text,
  component: z.strictObject(component).nullable(),
  journeys: z.array(effect).describe('Every journey, those that survive included.'),
  badMinutesPerYear: estimate
    .nullable()
    .describe('What its own failures add, all journeys together; null where the model has none of it.'),
  arithmetic: z.array(
    z.strictObject({
      journey: text,
      steps: z.array(
        z.strictObject({
          says: text,
          value: z.number().nullable(),
          unit: text.nullable(),
          assumptions: z.array(text),
        }),
      ),
    }),
  ),
  falls: z.array(z.strictObject(component)).describe('What certainly falls with it.'),
  restarts: z
    .array(z.strictObject(component))
    .describe('Only copies that start elsewhere: gone for minutes, if they stood there.'),
  shortfalls: z.array(z.strictObject(reckoning)).describe('What the rest cannot carry.'),
  notes: z.array(text),
});

const side = z
  .strictObject({
    journeys: z.array(z.strictObject({ name: text, effect: effectWord, atWorst })),
    badMinutesPerYear: estimate.nullable(),
  })
  .nullable();

/** `whatif --json`. */
export const whatif = z
  .strictObject({
    environment: text,
    journeys: z.array(
      z.strictObject({
        name: text,
        entry: z.strictObject({ file: text, line: z.int().min(1) }).nullable(),
        badMinutesPerYear: estimate,
        exact: z.boolean().describe('False where the model could only be bounded in the budget.'),
        empty: z.boolean().describe('True where it reaches nothing that runs or keeps something.'),
      }),
    ),
    cutSets: z.array(cutSets).describe('Only without WHAT: minimal cut sets in the likely reading.'),
    cases: z.array(oneCase),
    questions: z
      .array(
        z.strictObject({
          key: text,
          says: text,
          settledBy: text.nullable(),
          journeys: z.array(text),
          minutes: z.number().describe('Minutes a year between the two answers, all journeys together.'),
        }),
      )
      .describe('Only without WHAT: what is not known and moves most minutes, the most first.'),
    traffic: z
      .strictObject({
        factor: z.number(),
        bottlenecks: z.array(
          z.strictObject({
            ...reckoning,
            carriesUpTo: z.number().nullable().describe('Multiple of the traffic; null: not known.'),
          }),
        ),
      })
      .nullable(),
    overlay: z
      .strictObject({
        folder: text,
        replaced: z.array(text),
        added: z.array(text),
        journeys: z.array(
          z.strictObject({ name: text, before: estimate.nullable(), after: estimate.nullable() }),
        ),
        cases: z.array(
          z.strictObject({
            case: text,
            name: text,
            verdict: z.enum(['better', 'worse', 'mixed', 'same', 'new', 'gone']),
            before: side,
            after: side,
          }),
        ),
      })
      .nullable(),
  })
  .describe('What `whatfails whatif --json` prints.');
