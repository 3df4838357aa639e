import { expect, it } from 'vitest';
import { begun, fillPopup, goTo } from '../journeys/popup-play.ts';
import { openStage } from '../journeys/stage.ts';
import { fillSection } from '../journeys/values.ts';

const stage = openStage({ seed: 23 });
const picture = (name: string) => `../../fixtures/screens/${name}.txt`;

it('documents at 80x24: what is ticked, the fields of one detail, the list of all', async () => {
  const program = await begun(stage);
  await goTo(program, 'attachedDocuments');
  await program.press('123', '<tab>', '<shift+tab>', '<space>', '<tab>', 'HT-1');
  await expect(await program.frame()).toMatchFileSnapshot(picture('popup-documents-80x24'));
});

it('goods and containers at 120x40: the links of two goods lines, one being added', async () => {
  const program = await begun(stage, 'in', { columns: 120, rows: 40 });
  await goTo(program, 'containers.spec');
  await fillSection(program, { 'containers.spec': '111', 'containers.numbers': 'MSKU9208011,BSIU9015992' });
  await goTo(program, 'goods.hsCode');
  await fillSection(program, { 'goods.hsCode': '2204210000', 'goods.name': '红酒' });
  await fillSection(program, { 'goods.hsCode': '0102210000', 'goods.name': '种牛' });
  await program.press('<alt+g>');
  await goTo(program, 'goods.containers');
  await program.press('<space>', '1', '<enter>', '<enter>', '<enter>', '<enter>', '<down>');
  await expect(await program.frame()).toMatchFileSnapshot(picture('popup-links-120x40'));
});

it('in the lowest window every part of a popup is there, and the fields scroll with the one in hand', async () => {
  const program = await begun(stage, 'in', { columns: 60, rows: 16 });
  await goTo(program, 'attachedDocuments');
  await program.press('123', '<tab>', '<shift+tab>', '<space>', '<tab>');
  await fillPopup(program, { 'attachedDocuments.number': 'HT-1', 'attachedDocuments.writeOffQuantity': '5' });
  await expect(await program.frame()).toMatchFileSnapshot(picture('popup-documents-60x16'));
});
