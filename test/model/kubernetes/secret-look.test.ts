import { expect, it } from 'vitest';
import { decodeBase64, secretLook } from '../../../src/model/kubernetes/secret-look.ts';

it.each([
  ['password', '', 'empty'],
  ['password', '<the password>', 'placeholder'],
  ['password', '${ORDERS_PASSWORD}', 'placeholder'],
  ['password', 'changeme', 'placeholder'],
  ['password', 'vault:secret/data/orders#password', 'placeholder'],
  ['password', 'correct-horse-not-real', 'value'],
  ['username', 'orders', 'setting'],
  ['POSTGRES_DB', 'orders', 'setting'],
  ['DB_HOST', 'orders-db.shop.svc', 'setting'],
  ['url', 'https://git.shop.example/orders.git', 'setting'],
  ['url', 'https://orders:correct-horse-not-real@git.shop.example/orders.git', 'value'],
  ['enabled', 'true', 'setting'],
  ['AZURE_TENANT_ID', '3f0c1a52-7d1b-4a55-9a44-0c8f6f1f2b10', 'setting'],
  ['CLIENT_KEY', '3f0c1a52-7d1b-4a55-9a44-0c8f6f1f2b10', 'value'],
  ['SHOP_CLIENT_SECRET', 'SECRET', 'placeholder'],
  ['SHOP_CLIENT_SECRET', 'secret', 'value'],
  ['SECRET_KEY_BASE', 'dummy-secret-key-base', 'placeholder'],
  ['scrape.yaml', '- job_name: orders\n  static_configs: [{ targets: ["10.1.1.11:4000"] }]', 'setting'],
  ['alerts.yaml', 'receivers:\n- name: shop\n  api_key: correct-horse', 'value'],
  ['alerts.yaml', 'receivers:\n- url: https://hooks.shop.example/T0Ab1Cd2Ef3Gh4Ij5Kl6Mn7', 'value'],
  ['ca.crt', '-----BEGIN CERTIFICATE-----\nbm90IHJlYWw=\n-----END CERTIFICATE-----', 'certificate'],
  ['tls.key', '-----BEGIN PRIVATE KEY-----\nbm90IHJlYWw=\n-----END PRIVATE KEY-----', 'private-key'],
  ['id_rsa.pub', 'ssh-rsa AAAAnotreal orders@shop.example', 'certificate'],
])('%s: %j looks like: %s', (name, value, expected) => {
  expect(secretLook(name, value)).toBe(expected);
});

it('reads base64 of texts, and nothing else', () => {
  expect(decodeBase64('b3JkZXJz')).toBe('orders');
  expect(decodeBase64('b3Jk\nZXJz')).toBe('orders');
  expect(decodeBase64('correct horse')).toBeUndefined();
});
