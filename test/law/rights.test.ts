import { expect, test } from 'vitest';
import { actionsWithRight, rightOf } from '../../screens/app/rights.ts';
import { COMMANDS, INTERNAL } from '../../src/cli/commands.ts';
import { KEYS } from '../../src/keys/table.ts';
import { permitted } from '../accounts/rights.ts';

const ACTIONS = [...new Set(KEYS.bindings.map(({ run }) => run))];

test('of every action of the key table it stands written who may, and of no other', () => {
  expect(ACTIONS.filter(action => !permitted(rightOf(action)))).toEqual([]);
  expect(actionsWithRight().filter(action => !ACTIONS.includes(action))).toEqual([]);
});

test('of every command and whatever it may be told to do it stands written who may', async () => {
  const { default: yargs } = await import('yargs');
  for (const { command, right, build } of [...COMMANDS, ...INTERNAL]) {
    const parser = yargs([]);
    let actions: readonly string[] = [''];
    const positional = parser.positional.bind(parser);
    // What a command may be told is only in what it tells its parser.
    parser.positional = ((name: string, options: { readonly choices?: readonly string[] }) => {
      if (name === 'action' && options.choices) actions = options.choices;
      return positional(name, options as Parameters<typeof positional>[1]);
    }) as typeof parser.positional;
    build(parser);
    const missing = actions.filter(action => !permitted(typeof right === 'string' ? right : right[action]));
    expect([command, missing]).toEqual([command, []]);
  }
});
