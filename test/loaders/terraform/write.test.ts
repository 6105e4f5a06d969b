import { describe, expect, it } from 'vitest';
import { multiAz, orders, write } from '../../support/terraform-write.ts';

describe('a literal', () => {
  it('is replaced, and every other byte stays', () => {
    const text = '# orders\r\nresource "aws_db_instance" "orders" {\r\n  multi_az = false # one\r\n}';
    expect(write({ 'main.tf': text }, multiAz)).toEqual({ 'main.tf': text.replace('false', 'true') });
  });

  it('leaves comments behind it aligned where they were', () => {
    const before = orders('  multi_az = false # one zone\n  engine   = "x"   # small\n');
    const after = orders('  multi_az = true # one zone\n  engine   = "x"  # small\n');
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': after });
  });

  it('stays a text where it was one', () => {
    const before = orders('  multi_az = "false"\n');
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': orders('  multi_az = "true"\n') });
  });

  it('may be a heredoc', () => {
    const before = orders('  engine = <<EOT\nmysql\nEOT\n  port   = 1\n');
    const wanted = { ...multiAz, path: ['engine'], value: 'say "${x}"' };
    expect(write({ 'main.tf': before }, wanted)).toEqual({
      'main.tf': orders('  engine = "say \\"$${x}\\""\n  port   = 1\n'),
    });
  });

  it('is not written twice where it is as intended', () => {
    expect(write({ 'main.tf': orders('  multi_az = true\n') }, multiAz)).toEqual({});
  });
});

describe('what nobody wrote', () => {
  it('becomes a line that is aligned with those above it', () => {
    const before = orders('  engine_version = "8"\n  port           = 1\n\n  tags = {}\n');
    const line = '  multi_az       = true\n';
    const after = orders(`  engine_version = "8"\n  port           = 1\n${line}\n  tags = {}\n`);
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': after });
  });

  it('stands apart where it would move the others, which keep every byte', () => {
    const before = orders('  engine = "mysql"\n  port   = 1\n\n  tags = {}\n');
    const after = orders('  engine = "mysql"\n  port   = 1\n\n  multi_az = true\n\n  tags = {}\n');
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': after });
  });

  it('aligns lines on both sides of a heredoc', () => {
    const before = orders('  engine = <<EOT\n  x = 1\nEOT\n  port   = 1\n  tags   = {}\n');
    const after = orders(
      '  engine   = <<EOT\n  x = 1\nEOT\n  port     = 1\n  multi_az = true\n  tags     = {}\n',
    );
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': after });
  });

  it('leaves lines alone that were not aligned before', () => {
    const before = orders('  engine="mysql"\n  p = 1\n');
    const after = orders('  engine="mysql"\n  p = 1\n\n  multi_az = true\n');
    expect(write({ 'main.tf': before }, multiAz)).toEqual({ 'main.tf': after });
  });

  it('opens a block that stands on one line', () => {
    const text = 'resource "aws_db_instance" "orders" { engine = "mysql" }';
    expect(write({ 'main.tf': text }, multiAz)).toEqual({
      'main.tf': 'resource "aws_db_instance" "orders" {\n  engine   = "mysql"\n  multi_az = true\n}',
    });
    expect(write({ 'main.tf': 'resource "aws_db_instance" "orders" {}' }, multiAz)).toEqual({
      'main.tf': 'resource "aws_db_instance" "orders" {\n  multi_az = true\n}',
    });
  });

  it('keeps the indentation of the file, by tabs or four blanks', () => {
    expect(write({ 'main.tf': orders('\tengine = "mysql"\n') }, multiAz)).toEqual({
      'main.tf': orders('\tengine = "mysql"\n\n\tmulti_az = true\n'),
    });
    const wanted = { ...multiAz, path: ['restore', 0, 'at'], value: 'x' };
    expect(write({ 'main.tf': orders('    engine = "mysql"\n') }, wanted)).toEqual({
      'main.tf': orders('    engine = "mysql"\n\n    restore {\n        at = "x"\n    }\n'),
    });
  });

  it('goes into the block that is there, or a new one behind the others', () => {
    const wanted = { ...multiAz, path: ['backup', 0, 'window', 0, 'days'], value: 7 };
    expect(write({ 'main.tf': orders('  port = 1\n  # end\n') }, wanted)).toEqual({
      'main.tf': orders('  port = 1\n\n  backup {\n    window {\n      days = 7\n    }\n  }\n  # end\n'),
    });
    const before = orders('  backup {\n    window {\n      from = 3\n    }\n  }\n');
    expect(write({ 'main.tf': before }, wanted)).toEqual({
      'main.tf': orders('  backup {\n    window {\n      from = 3\n      days = 7\n    }\n  }\n'),
    });
  });

  it('may be a whole block or a list', () => {
    const value = [{ http_tokens: 'required', hops: 2 }];
    expect(write({ 'main.tf': orders('  port = 1\n') }, { ...multiAz, path: ['options'], value })).toEqual({
      'main.tf': orders(
        '  port = 1\n\n  options {\n    http_tokens = "required"\n    hops        = 2\n  }\n',
      ),
    });
    const logs = { ...multiAz, path: ['logs'], value: ['audit', 'slow'] };
    expect(write({ 'main.tf': orders('') }, logs)).toEqual({
      'main.tf': orders('  logs = ["audit", "slow"]\n'),
    });
  });

  it('goes into a map', () => {
    const wanted = { ...multiAz, path: ['tags', 'team/owner'], value: 'orders' };
    const before = orders('  tags = {\n    Name = "orders"\n  }\n');
    expect(write({ 'main.tf': before }, wanted)).toEqual({
      'main.tf': orders('  tags = {\n    Name         = "orders"\n    "team/owner" = "orders"\n  }\n'),
    });
  });
});

describe('the JSON syntax', () => {
  const text =
    '{\n  "resource": {\n    "aws_db_instance": {\n      "orders": {\n' +
    '        "port": 1\n      }\n    }\n  }\n}\n';

  it('is written in its own layout', () => {
    expect(write({ 'main.tf.json': text }, multiAz)).toEqual({
      'main.tf.json': text.replace('"port": 1', '"port": 1,\n        "multi_az": true'),
    });
    expect(write({ 'main.tf.json': text }, { ...multiAz, path: ['port'], value: 2 })).toEqual({
      'main.tf.json': text.replace('1', '2'),
    });
  });
});

describe('removing', () => {
  it('takes an attribute out with its line', () => {
    const text = orders('  engine = "mysql"\n\n  iops = 100\n');
    const wanted = { address: 'aws_db_instance.orders', path: ['iops'] };
    expect(write({ 'main.tf': text }, wanted)).toEqual({ 'main.tf': orders('  engine = "mysql"\n') });
  });

  it('takes one element out of a list, and one block of several', () => {
    const text = orders(
      '  cidrs = ["10.0.0.0/8", "0.0.0.0/0"]\n  rule {\n    a = 1\n  }\n\n  rule {\n    a = 2\n  }\n',
    );
    expect(write({ 'main.tf': text }, { address: 'aws_db_instance.orders', path: ['cidrs', 1] })).toEqual({
      'main.tf': text.replace(', "0.0.0.0/0"', ''),
    });
    expect(write({ 'main.tf': text }, { address: 'aws_db_instance.orders', path: ['rule', 0] })).toEqual({
      'main.tf': text.replace('  rule {\n    a = 1\n  }\n', ''),
    });
  });

  it('takes a resource out that nothing refers to', () => {
    const eip = 'resource "aws_eip" "old" {\n  domain = "vpc"\n}\n';
    const wanted = { address: 'aws_eip.old', path: [] };
    expect(write({ 'main.tf': `${orders('')}\n${eip}` }, wanted)).toEqual({ 'main.tf': orders('') });
    const texts = { 'main.tf': eip, 'outputs.tf': 'output "ip" {\n  value = aws_eip.old.public_ip\n}\n' };
    expect(write(texts, wanted)).toBe('outputs.tf refers to it');
  });
});
