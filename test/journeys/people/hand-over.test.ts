import { expect, it } from 'vitest';
import { entryOf, message, noteOf, pageKind, title } from '../eyes.ts';
import { fill, openStored } from '../hands.ts';
import { openStage } from '../stage.ts';
import { two } from '../together.ts';

const stage = openStage({ seed: 20171103 });

it('who asks for a declaration gets it with what the other had not saved, and nobody types into the wind', async () => {
  const { mine, other, entryNo, writes, seen } = await two(stage);
  expect(message(other)).toContain('我 正打开着这份单证；Alt+& 请他交给您');
  expect(await title(other)).toContain(`@${entryNo}`);
  await fill(mine, { contractNo: 'HT-MINE' });
  await writes(other, other.press('entry.hand-over'));
  await seen(mine);
  expect(message(mine)).toContain('小王 想接着改这份单证；Alt+& 交给他');
  await mine.press('<tab>');
  expect(await noteOf(mine)).toContain('小王 想接着改');
  await writes(mine, mine.press('entry.hand-over'));
  expect([pageKind(mine), message(mine)]).toEqual(['home', `${entryNo} 已交给小王`]);
  await seen(other);
  expect(entryOf(other).drafts.document.contractNo).toBe('HT-MINE');
  expect(await title(other)).not.toContain('@');
  await fill(other, { contractNo: 'HT-OTHER' });
  await other.press('entry.save');
  const { document, wanted } = await other.office.store.get(entryNo);
  expect([document.contractNo, wanted]).toEqual(['HT-OTHER', undefined]);
});

it('where nobody else has it open there is nobody to ask; who has changed it saves first', async () => {
  const { mine, other, entryNo } = await two(stage);
  await fill(other, { contractNo: 'HT-OTHER' });
  await other.press('entry.hand-over');
  expect(message(other)).toContain('先保存或暂存');
  await mine.press('app.close-page');
  await other.press('entry.save', 'app.home');
  await openStored(other, entryNo);
  await other.press('entry.hand-over');
  expect(message(other)).toBe('没有别人打开着这份单证');
});
