import type { Argv } from 'yargs';
import type { Work } from '../context.ts';

/** What a command says to yargs of one of its words or options, as far as completing them needs it. */
export interface Spec {
  readonly type?: string;
  readonly choices?: readonly (string | number)[];
  readonly describe?: string;
  readonly alias?: string;
  readonly array?: boolean;
  readonly hidden?: boolean;
}

/** The words of a command in their order, and its options by their names. */
export interface Shape {
  readonly positionals: readonly (readonly [name: string, spec: Spec])[];
  readonly options: ReadonlyMap<string, Spec>;
}

/** What a command asks yargs for, written down instead: yargs itself tells of it only in the texts of its help. */
export function shapeOf({ build }: Pick<Work, 'build'>): Shape {
  const positionals: (readonly [string, Spec])[] = [];
  const options = new Map<string, Spec>();
  const recorder: object = new Proxy(
    {},
    {
      get: (_, method) => (name: unknown, spec: Spec) => {
        if (method === 'positional') positionals.push([String(name), spec]);
        if (method === 'option') options.set(String(name), spec);
        if (method === 'options')
          for (const [each, its] of Object.entries(name as Record<string, Spec>)) options.set(each, its);
        return recorder;
      },
    },
  );
  build(recorder as Argv);
  return { positionals, options };
}

/** Whether an option has a word behind it. */
export const takesValue = ({ type, choices }: Spec): boolean =>
  type !== 'boolean' && (type !== undefined || choices !== undefined);
