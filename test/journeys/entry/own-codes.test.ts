import { describe, expect, it } from 'vitest';
import { addRow, dropRow, undoRow } from '../../../src/jobs/own-codes.ts';
import { entryOf, message, rowsOf } from '../eyes.ts';
import { goTo, typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 1 });

describe('rows of the office in code tables', () => {
  it('one that is added is found at once by its initials', async () => {
    const program = await stage.begin();
    await addRow(program.office, { table: 'trade-modes', code: '98', name: '离岛免税', extra: {} });
    await typeInto(program, 'tradeMode', 'ldms');
    await program.press('<enter>');
    expect(entryOf(program).drafts.document.tradeMode).toBe('98');
  });

  it('one that is switched off is not offered, is told when it is typed, and keeps its name where it stands', async () => {
    const program = await stage.begin();
    await typeInto(program, 'tradeMode', '12');
    await program.press('<enter>');
    await dropRow(program.office, 'trade-modes', '12');
    await dropRow(program.office, 'trade-modes', '11');
    await goTo(program, 'contractNo');
    expect((await rowsOf(program)).some(row => row.includes('12 来料加工'))).toBe(true);
    await goTo(program, 'tradeMode');
    await program.press('field.open');
    const offered = (await rowsOf(program)).join('\n');
    expect(offered).toContain('13 进料加工');
    expect(offered).not.toContain('11 一般贸易');
    await program.press('<escape>');
    await typeInto(program, 'tradeMode', '11');
    await program.press('<enter>');
    expect(message(program)).toContain('代码 11 一般贸易 已由本单位停用');
    await undoRow(program.office, 'trade-modes', '11', 'drop');
    await typeInto(program, 'tradeMode', '11');
    await program.press('<enter>');
    expect(message(program) ?? '').not.toContain('停用');
  });
});
