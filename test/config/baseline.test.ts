import { expect, it } from 'vitest';
import { readBaseline, writeBaseline } from '../../src/config/baseline.ts';

const broker = {
  id: 'bbbbbbbbbbbb',
  rule: 'resilience/single-instance-broker',
  address: 'aws_mq_broker.orders',
};
const database = {
  id: 'aaaaaaaaaaaa',
  rule: 'resilience/single-zone-database',
  address: 'aws_db_instance.orders',
};

it('writes each finding once, in one order, one a line', () => {
  const text = writeBaseline('2026-1', [database, broker, database]);
  expect(text).toBe(`{
  "version": 1,
  "edition": "2026-1",
  "findings": [
    {"id":"bbbbbbbbbbbb","rule":"resilience/single-instance-broker","address":"aws_mq_broker.orders"},
    {"id":"aaaaaaaaaaaa","rule":"resilience/single-zone-database","address":"aws_db_instance.orders"}
  ]
}
`);
  expect(readBaseline('whatfails-baseline.json', text)).toEqual([broker, database]);
});

it('may be empty', () => {
  expect(readBaseline('whatfails-baseline.json', writeBaseline('2026-1', []))).toEqual([]);
});

it('says what to do with a file that is none', () => {
  for (const text of ['', '[]', '{"version":2,"edition":"x","findings":[]}']) {
    expect(readBaseline('whatfails-baseline.json', text)).toMatchObject({
      problem: expect.stringContaining('baseline write'),
    });
  }
});
