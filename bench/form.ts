import { withPrograms } from './bundle.ts';
import { type Figure, figure, mean, quantile } from './figure.ts';
import { type KeyCost, withPty } from './pty.ts';

const KEYS = 400;
const WARM_UP = 100;
const KEYS_A_FIELD = 8;
const SETTLE = 12;

/** A typed character in a bare form of 120 fields, beside a program in plain Node and hello-world Ink. */
export async function bench(): Promise<Figure[]> {
  const files = ['bench/programs/plain.ts', 'bench/programs/hello.tsx', 'bench/programs/form.tsx'] as const;
  return await withPrograms(
    files,
    async built => {
      const plain = await typed(built['bench/programs/plain.ts']);
      const ink = await typed(built['bench/programs/hello.tsx']);
      const form = await typed(built['bench/programs/form.tsx'], true);
      const [ms, bytes] = [(costs: Costs) => costs.milliseconds, (costs: Costs) => mean(costs.bytes)];
      return [
        figure('form.typed.p50.to-plain', quantile(ms(form), 0.5), 'ms', quantile(ms(plain), 0.5)),
        figure('form.typed.p50.to-ink', quantile(ms(form), 0.5), 'ms', quantile(ms(ink), 0.5)),
        figure('form.typed.p99.to-ink', quantile(ms(form), 0.99), 'ms', quantile(ms(ink), 0.99)),
        figure('form.typed.bytes.to-plain', bytes(form), 'bytes', bytes(plain)),
        figure('form.typed.bytes.to-ink', bytes(form), 'bytes', bytes(ink)),
      ];
    },
    { plain: ['bench/programs/hello.tsx'] },
  );
}

interface Costs {
  readonly milliseconds: readonly number[];
  readonly bytes: readonly number[];
}

/** Letters, with Tab to the next field now and then where there are fields. */
function typed(program: string, hasFields = false): Promise<Costs> {
  return withPty(program, [], async ({ until, key }) => {
    await until(/ready|货物名称/u);
    const costs: KeyCost[] = [];
    for (let at = 0; at < WARM_UP + KEYS; at += 1) {
      if (hasFields && at % KEYS_A_FIELD === 0) await key('\t', SETTLE);
      costs.push(await key(String.fromCharCode(0x61 + (at % 26)), SETTLE));
    }
    const counted = costs.slice(WARM_UP);
    return {
      milliseconds: counted.map(({ milliseconds }) => milliseconds),
      bytes: counted.map(({ bytes }) => bytes),
    };
  });
}
