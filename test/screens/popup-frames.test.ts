import { expect, it } from 'vitest';
import type { FieldId } from '../../src/catalogue/catalogue.ts';
import { focusOf } from '../journeys/eyes.ts';
import { addGoods, fillSection, goTo } from '../journeys/hands.ts';
import { fillPopup, openPopup, typeIntoPopup } from '../journeys/popup-hands.ts';
import type { TestProgram } from '../journeys/program.ts';
import { openStage } from '../journeys/stage.ts';

const stage = openStage({ seed: 23 });

/** By Tab alone: how far the page has scrolled behind the popup comes of the way. */
async function tabTo(program: TestProgram, field: FieldId): Promise<void> {
  while (focusOf(program) !== field) await program.press('<tab>');
}

const picture = (name: string) => `../../fixtures/screens/${name}.txt`;

it('documents at 80x24: what is ticked, the fields of one detail, the list of all', async () => {
  const program = await stage.begin();
  await tabTo(program, 'attachedDocuments');
  await program.press('123', '<tab>', 'entry.previous');
  await program.press('field.open', 'popup.next-part');
  await typeIntoPopup(program, 'attachedDocuments.number', 'HT-1');
  await expect(await program.frame()).toMatchFileSnapshot(picture('popup-documents-80x24'));
});

it('goods and containers at 120x40: the links of two goods lines, one being added', async () => {
  const program = await stage.begin('in', { columns: 120, rows: 40 });
  await goTo(program, 'containers.spec');
  await fillSection(program, { 'containers.spec': '111', 'containers.numbers': 'MSKU9208011,BSIU9015992' });
  await addGoods(
    program,
    { 'goods.hsCode': '2204210000', 'goods.name': '红酒' },
    { 'goods.hsCode': '0102210000', 'goods.name': '种牛' },
  );
  await program.press('rows.make-goods');
  await openPopup(program, 'goods.containers');
  await fillPopup(program, { 'goods.containers.goodsNo': '1' });
  await typeIntoPopup(program, 'goods.containers.container', '');
  await program.press('matches.enter');
  await expect(await program.frame()).toMatchFileSnapshot(picture('popup-links-120x40'));
});

it('in the lowest window every part of a popup is there, and the fields scroll with the one in hand', async () => {
  const program = await stage.begin('in', { columns: 60, rows: 16 });
  await tabTo(program, 'attachedDocuments');
  await program.press('123', '<tab>', 'entry.previous');
  await program.press('field.open', 'popup.next-part');
  await fillPopup(program, { 'attachedDocuments.number': 'HT-1', 'attachedDocuments.writeOffQuantity': '5' });
  await expect(await program.frame()).toMatchFileSnapshot(picture('popup-documents-60x16'));
});
