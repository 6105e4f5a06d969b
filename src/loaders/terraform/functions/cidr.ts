import { isInteger, toBigInt } from '../values/number.ts';
import { listOf } from '../values/type.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, list, string } from '../values/value.ts';
import { intOf, numOf, textOf } from './arguments.ts';
import type { Functions } from './definition.ts';
import { NUMBER, TEXT } from './definition.ts';
import type { Network } from './ip.ts';
import { addressText, maskOf, networkText, parseNetwork } from './ip.ts';

/** Functions of address ranges. */
export const cidrFunctions: Functions = {
  cidrhost: {
    parameters: [TEXT, NUMBER],
    result: 'string',
    call: ([network, host]) => string(hostAddress(parseNetwork(textOf(network)), wholeOf(host))),
  },
  cidrnetmask: {
    parameters: [TEXT],
    result: 'string',
    call: ([network]) => string(netmask(parseNetwork(textOf(network)))),
  },
  cidrsubnet: {
    parameters: [TEXT, NUMBER, NUMBER],
    result: 'string',
    call: ([network, bits, position]) =>
      string(subnet(parseNetwork(textOf(network)), intOf(bits), wholeOf(position))),
  },
  cidrsubnets: {
    parameters: [TEXT],
    rest: NUMBER,
    result: listOf('string'),
    call: ([network, ...bits]) =>
      list('string', subnets(parseNetwork(textOf(network)), bits.map(intOf)).map(string)),
  },
};

function wholeOf(value: TfValue | undefined): bigint {
  const num = numOf(value);
  if (!isInteger(num)) throw new EvaluationError('a whole number is required');
  return toBigInt(num);
}

/** The address with a number within the range; negative numbers count from its end. */
function hostAddress({ address, prefix, bits }: Network, host: bigint): string {
  const count = 1n << BigInt(bits - prefix);
  const offset = host < 0n ? count + host : host;
  if (offset < 0n || offset >= count) throw new EvaluationError('the range has no host with this number');
  return addressText(address + offset, bits);
}

function netmask({ prefix, bits }: Network): string {
  if (bits !== 32) throw new EvaluationError('IPv6 has no netmask');
  return addressText(maskOf(prefix, bits), bits);
}

function subnet({ address, prefix, bits }: Network, newBits: number, position: bigint): string {
  const length = prefix + newBits;
  if (length > bits || length < 0)
    throw new EvaluationError('the range has not enough bits for this extension');
  // A negative extension makes the range larger; Terraform leaves its address as it is.
  if (newBits < 0 && position === 0n) return networkText({ address, prefix: length, bits });
  if (position < 0n || position >= 1n << BigInt(Math.max(newBits, 0)))
    throw new EvaluationError('the range has no subnet with this number');
  return networkText({ address: address + (position << BigInt(bits - length)), prefix: length, bits });
}

/** Subnets one after another, each at the next place where one of its size can begin. */
function subnets(network: Network, newBits: readonly number[]): readonly string[] {
  const { address, prefix, bits } = network;
  const end = address + (1n << BigInt(bits - prefix));
  let next = address;
  return newBits.map((extension) => {
    if (extension < 1 || extension > 32) throw new EvaluationError('a prefix is extended by 1 to 32 bits');
    const length = prefix + extension;
    if (length > bits) throw new EvaluationError('the extended prefix is too long');
    const size = 1n << BigInt(bits - length);
    const start = ((next + size - 1n) / size) * size;
    next = start + size;
    if (next > end) throw new EvaluationError('not enough address space remains');
    return networkText({ address: start, prefix: length, bits });
  });
}
