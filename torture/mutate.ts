import type { Random } from './random.ts';

/** Bytes of a file as faulty memory, cut lines, doubled blocks and other hands leave them. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let made = Uint8Array.from(bytes);
  for (let changes = 1 + random.below(4); changes > 0; changes -= 1) made = changedOnce(made, random);
  return made;
}

function changedOnce(bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(Math.max(1, Math.min(64, bytes.length)));
  switch (random.below(7)) {
    case 0: {
      const flipped = Uint8Array.from(bytes);
      const place = at % Math.max(1, bytes.length);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
    case 1:
      return bytes.slice(0, at);
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 3:
      return joined(bytes.subarray(0, at), random.bytes(length), bytes.subarray(at));
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(Math.max(0, at - length), at), bytes.subarray(at));
    case 5:
      return joined(bytes.subarray(0, at), new Uint8Array(length), bytes.subarray(at + length));
    default:
      return joined(bytes.subarray(0, at), new TextEncoder().encode(random.pick(NASTY)), bytes.subarray(at));
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Texts that have broken programs before. */
export const NASTY: readonly string[] = [
  '',
  '\u0000',
  '\u001b[2J\u001b]0;x\u0007',
  '\u009b31m',
  '\u202e倒',
  '\u200b\ufeff',
  '𠮷𠮷',
  '\ud800',
  '🏳️‍🌈',
  '__proto__',
  'constructor',
  'toString',
  '../../../etc/passwd',
  '/etc/passwd',
  '<!DOCTYPE a [<!ENTITY b "&b;&b;">]>',
  '<![CDATA[]]]]>',
  '&#0;',
  '&amp;lt;',
  '=cmd|x!A1',
  '1e999',
  '-0',
  'NaN',
  '9'.repeat(400),
  '{"a":'.repeat(60),
  '['.repeat(5000),
  'x'.repeat(70_000),
  '%s%n%x',
  '--json',
  '-',
  '\r\n\r\n',
];

/** A JSON value with something in it changed: of another type, missing, doubled, nested, or nasty. */
export function mutatedJson(json: unknown, random: Random): unknown {
  const copy = structuredClone(json);
  for (let changes = 1 + random.below(3); changes > 0; changes -= 1) changeIn(copy, random);
  return copy;
}

function changeIn(json: unknown, random: Random): void {
  let holder = json as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(holder);
    const key = keys.length > 0 ? random.pick(keys) : 'x';
    const value = holder[key];
    if (value !== null && typeof value === 'object' && random.chance(0.7)) {
      holder = value as Record<string, unknown>;
      continue;
    }
    if (random.chance(0.15)) delete holder[key];
    else if (random.chance(0.1)) holder[random.pick(NASTY)] = value;
    else holder[key] = other(value, random);
    return;
  }
}

function other(value: unknown, random: Random): unknown {
  return random.pick([
    () => random.pick(NASTY),
    () => `${String(value)}${random.pick(NASTY)}`,
    () => null,
    () => true,
    () => random.below(1 << 30) - (1 << 29),
    () => 1e308,
    () => [],
    () => [value, value],
    () => ({ [random.pick(NASTY)]: value }),
    () => Array.from({ length: 60 }, () => value),
  ])();
}
