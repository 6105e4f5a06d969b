import { expect, test } from 'vitest';
import { concealed } from '../../src/core/conceal-text.ts';

test.each([
  ['postgres://orders:hunter2@orders-db:5432/orders', 'postgres://orders:…@orders-db:5432/orders'],
  ['redis://:hunter2@cache:6379', 'redis://:…@cache:6379'],
  ['a https://ci:p:w$d@git.shop.example, b', 'a https://ci:…@git.shop.example, b'],
  ['https://kV9ordershunter2x7abc@git.shop.example', 'https://…@git.shop.example'],
  [
    'jdbc:postgresql://db/orders?user=a&password=hunter2&ssl=true',
    'jdbc:postgresql://db/orders?user=a&password=…&ssl=true',
  ],
  ['Server=tcp:db,1433;Password=hunter2;Encrypt=true', 'Server=tcp:db,1433;Password=…;Encrypt=true'],
])('%s is shown without what it keeps secret', (text, shown) => {
  expect(concealed(text)).toBe(shown);
});

test.each([
  'postgres://orders:${PASSWORD}@orders-db:5432/orders',
  'amqp://shop:$(TOKEN)@queue:5672',
  'https://{{ .user }}:{{.password}}@shop.example',
  'ssh://git@shop.example/orders.git',
  'http://orders:8080/pay?id=1',
  'https://shop.example/teams/@orders',
  'password=hunter2',
])('%s says nothing that is secret in an address', (text) => {
  expect(concealed(text)).toBe(text);
});

test.each(['://a:'.repeat(20_000), `${'://'.repeat(20_000)}@`, `${';password'.repeat(20_000)}=`])(
  'a long text that only looks like addresses is left as it is',
  (text) => {
    expect(concealed(text)).toBe(text);
  },
);
