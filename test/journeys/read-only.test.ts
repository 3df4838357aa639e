import { describe, expect, it } from 'vitest';
import { openEntry } from '../../screens/pages/entry/open.ts';
import { importGood } from '../jobs/office.ts';
import { cannotMount } from '../need.ts';
import { contentsOf } from '../run/contents-of.ts';
import { mountReadOnly } from '../run/small-disk.ts';
import { dialogs, entryOf, message } from './eyes.ts';
import { goTo } from './hands.ts';
import { openStage } from './stage.ts';

const stage = openStage({ seed: 61 });

describe.skipIf(cannotMount())('a data folder that can only be read', () => {
  it('says so, opens declarations for reading, and says why nothing can be typed', async () => {
    const home = await stage.folder();
    const writer = await stage.start({ home });
    const [entryNo = ''] = await importGood(writer.office, 1);
    await writer.close();
    const before = contentsOf(home);

    const program = await stage.start({ home: mountReadOnly(home) });
    expect((await program.frame()).split('\n')[0]).toContain('只读');
    program.program.run(openEntry(entryNo));
    await program.program.idle();
    await goTo(program, 'contactPerson');
    const { contactPerson } = entryOf(program).drafts.document;
    await program.press('甲');
    expect(message(program)).toContain('数据只能读');
    expect(entryOf(program).drafts.document.contactPerson).toBe(contactPerson);
    await program.press('<alt+s>');
    expect(await program.frame()).toContain('数据只能读');
    for (const refused of ['<ctrl+r>', '<f6>']) {
      await program.press(refused);
      expect(dialogs(program)).toHaveLength(1);
      expect(await program.frame()).toContain('数据目录只能读');
      await program.press('<enter>');
    }
    await program.press('app.home', '1', '<f9>');
    expect(await program.frame()).toContain('数据目录只能读');
    await program.close();
    expect(contentsOf(home)).toEqual(before);
  });
});
