import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cannotMount } from '../../need.ts';
import { mountSmall } from '../../run/small-disk.ts';
import { dialogs, entryOf, message, pageKind } from '../eyes.ts';
import { goTo } from '../hands.ts';
import { openStage } from '../stage.ts';
import { FIRST } from '../values.ts';

const stage = openStage({ seed: 1 });

describe.skipIf(cannotMount())('on a disk that fills up under an open page', () => {
  it('the keys stay, the message line says so, saving is offered again, and the journal makes up for what it lacks', async () => {
    const disk = mountSmall(800);
    const home = join(disk, 'home');
    const program = await stage.begin('in', { home });
    await goTo(program, 'contractNo');
    await program.press('before');
    const filler = join(disk, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(2 ** 21))).toThrow('ENOSPC');
    await goTo(program, 'marks');
    await program.press(...'x'.repeat(390), '<tab>');
    expect(dialogs(program)).toEqual([]);
    expect(message(program)).toContain('还没有写到磁盘：磁盘已满');
    expect(entryOf(program).drafts.document.marks).toHaveLength(390);
    await program.press('entry.draft');
    expect(dialogs(program)).toHaveLength(1);
    expect(await program.frame()).toContain('磁盘已满');
    await program.press('<enter>');
    expect(pageKind(program)).toBe('entry');

    rmSync(filler);
    await goTo(program, 'contractNo');
    await program.press('after', '<tab>');
    const lines = JSON.stringify(program.office.local.journals.read(FIRST));
    expect(lines).toContain('x'.repeat(390));
    await program.press('entry.draft');
    const { document } = await program.office.store.get(FIRST);
    expect([document.marks, document.contractNo]).toEqual(['x'.repeat(390), 'after']);
  });
});
