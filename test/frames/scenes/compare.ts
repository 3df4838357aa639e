import type { FieldId } from '../../../src/catalogue/catalogue.ts';
import type { TestProgram } from '../../journeys/program.ts';
import { type Together, together } from '../../journeys/together.ts';
import type { Begin, Walk } from '../gallery.ts';
import { goTo } from '../go-to.ts';

type Edit = readonly [field: FieldId, text: string];

async function edit(program: TestProgram, ...edits: readonly Edit[]): Promise<void> {
  for (const [field, text] of edits) {
    await goTo(program, field);
    await program.press(text, '<tab>');
  }
}

/** Edits the first goods line. */
async function editLine(program: TestProgram, ...edits: readonly Edit[]): Promise<void> {
  await goTo(program, 'goods.hsCode');
  await program.press('<ctrl+q>', '<home>', '<enter>');
  await edit(program, ...edits);
  await program.press('<f5>');
}

/** Two people who have changed one declaration: the other has saved first, and now this one does. */
const both =
  (
    mine: (program: TestProgram) => Promise<void>,
    other: (program: TestProgram, both: Together) => Promise<void>,
  ): Begin =>
  async (stage, { seed: _, ...options }) => {
    const two = await together(stage, ['我', '小王'], options);
    const [me, them] = two.people as [TestProgram, TestProgram];
    await mine(me);
    await other(them, two);
    await two.seen(me);
    await two.writes(me, me.press('<ctrl+s>'));
    return me;
  };

const saves = async (program: TestProgram, { writes }: Together) => await writes(program, program.press('<ctrl+t>'));

export const COMPARE: readonly Walk[] = [
  {
    begin: both(
      async mine => {
        await edit(mine, ['contactPerson', '李一'], ['storagePlace', '黄埔码头二号仓库西侧第三排']);
        await editLine(mine, ['goods.weight', '15']);
      },
      async (other, two) => {
        await edit(other, ['contactPerson', '王一'], ['contractNo', 'HT-2017-WANG']);
        await editLine(other, ['goods.weight', '16'], ['goods.brand', '王牌']);
        await goTo(other, 'goods.hsCode');
        await other.press('<ctrl+q>', '<home>', '<ctrl+c>', '<end>', '<enter>');
        await edit(other, ['goods.name', '柠檬']);
        await other.press('<f5>');
        await saves(other, two);
      },
    ),
    scenes: {
      'some-to-choose': [],
      'not-chosen-yet': ['compare.confirm'],
      'one-chosen': ['<escape>', '<ctrl+s>', '<left>', '<tab>'],
      'all-chosen': ['<right>', '<tab>'],
      'whole-text': ['<home>', '<enter>'],
      help: ['<escape>', '<f1>'],
      'last-line': ['<escape>', '<end>'],
      merged: ['compare.confirm'],
    },
  },
  {
    begin: both(
      async mine => await edit(mine, ['contactPerson', '李一']),
      async ({ office }, { entryNo, writes, people: [, them] }) => {
        const sent = office.store.update(entryNo, found => ({ ...found, status: 'sent', updatedBy: '小王' }));
        await writes(them as TestProgram, sent);
      },
    ),
    scenes: { 'sent-meanwhile': [], 'sent-meanwhile-nothing-changes': ['<left>'] },
  },
  {
    begin: both(
      async mine => await edit(mine, ['contactPerson', '李一']),
      async (them, { entryNo, writes }) => await writes(them, them.office.store.remove(entryNo)),
    ),
    scenes: { 'removed-meanwhile': [], 'removed-meanwhile-given-up': ['<f10>'] },
  },
];
