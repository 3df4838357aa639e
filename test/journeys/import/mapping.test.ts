import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { columnMappingsOf } from '../../../src/jobs/column-mappings.ts';
import { dialogs, entryOf, lineWith, message } from '../eyes.ts';
import { answer, importFrom } from '../hands.ts';
import { openSettings } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 29 });

const STRANGE = `货号,Desc.,Zahl,ME,Preis,Summe,Land,Rest
0202300090,冷冻去骨牛腱,10,千克,2.5,25,巴西,x
0207142200,冻鸡爪,4,箱,3,12,美国,y
合计,,14,,,37,,
`;

async function begun() {
  const { program, folder } = await stage.beginWithFolder();
  await writeFile(join(folder, 'a.csv'), STRANGE);
  return program;
}

it('a workbook with headings that nobody knows is guessed, shown, kept, and known when it comes again', async () => {
  const program = await begun();
  await importFrom(program, '导入货物', '~/a.csv');
  expect(dialogs(program)).toEqual(['review', 'sourceColumns']);
  expect(await program.frame()).toContain('7 栏是按表头和内容猜的，请核对；Enter 改，Esc 看各行');
  expect(await lineWith(program, 'F1 ')).toMatch(/F1 +Summe +→ 货物总值 +猜的 +25 \/ 12/u);
  await program.press('sources.keep', '德国客户', '<enter>');
  expect(message(program)).toBe('栏目对应“德国客户”已留下，以后自己认得这些表头');
  await program.press('sources.close', 'review.take');
  const { goods } = entryOf(program).drafts.document;
  expect(goods).toMatchObject([
    {
      hsCode: '0202300090',
      quantity: '10',
      quantityUnit: '035',
      unitPrice: '2.5',
      totalValue: '25',
      originCountry: '076',
    },
    { hsCode: '0207142200', quantityUnit: '120' },
  ]);
  await importFrom(program, '导入货物', '~/a.csv');
  expect(dialogs(program)).toEqual(['review']);
  expect(message(program)).toBe('按栏目对应“德国客户”读的；K 看各栏');
  await program.press('review.columns');
  expect(await lineWith(program, 'H1 ')).toMatch(/Rest +→ 不采用 +对应/u);
});

it('a kept mapping is chosen by hand, renamed and dropped', async () => {
  const program = await begun();
  await importFrom(program, '导入货物', '~/a.csv');
  await program.press('<down>', '<enter>', '规格', '<enter>', 'sources.keep', '甲', '<enter>');
  await program.press('sources.close', 'review.undo', 'review.columns', 'sources.kept');
  expect(dialogs(program)).toEqual(['review', 'sourceColumns', 'mappings']);
  await program.press('mappings.take');
  expect(dialogs(program)).toEqual(['review', 'sourceColumns']);
  expect(await lineWith(program, 'B1 ')).toMatch(/→ 规格 +对应/u);
  await program.press('sources.kept', 'mappings.rename', '乙', '<enter>');
  expect(message(program)).toBe('栏目对应“甲”改名为“乙”');
  expect((await columnMappingsOf(program.office)).map(({ name }) => name)).toEqual(['乙']);
  await program.press('mappings.delete');
  await answer(program, '删除');
  expect(await columnMappingsOf(program.office)).toEqual([]);
  expect(dialogs(program)).toEqual(['review', 'sourceColumns']);
});

it('the settings list what is kept, or say how to keep one', async () => {
  const program = await begun();
  await openSettings(program, 'mapping');
  await program.press('mapping.kept');
  expect(message(program)).toBe('还没有栏目对应：导入时在核对里按 K，再按 B 留下');
});
