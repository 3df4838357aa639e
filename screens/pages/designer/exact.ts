import { UserError } from '../../../src/errors.ts';
import type { Place } from '../../../src/paper/form.ts';
import { putAt } from '../../../src/paper/template/edit.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Change } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import { askText } from '../../dialogs/naming.ts';
import { edited } from './edits.ts';
import { currentBox, type DesignerPage, formOf } from './state.ts';

const PARTS = ['x', 'y', 'w', 'h'] as const;

/** Asks for the place of the box with the focus in millimetres. */
export function askPlace(page: DesignerPage): Change<DesignerPage> {
  const box = currentBox(page);
  if (!box) return {};
  const start = PARTS.map(part => box.place[part]).join(' ');
  const notes = ['离左边、离上边、宽、高，单位毫米，用空格隔开；后面的可以不写。'];
  return {
    open: askText({ title: box.name, label: 'x y 宽 高', start, notes }, text => {
      const place = placeIn(text);
      return replyTo(page, now =>
        edited(now, putAt(formOf(now), now.now, box.id, place), '位置没有改变，或这一框不能这样改'),
      );
    }),
  };
}

function placeIn(text: string): Partial<Place> {
  const words = text
    .normalize('NFKC')
    .split(/[\s,、;]+/u)
    .filter(Boolean);
  const numbers = words.map(Number);
  const wrong = words.find((_, at) => !Number.isFinite(numbers[at]));
  if (words.length === 0 || words.length > PARTS.length || wrong !== undefined) {
    const what = wrong === undefined ? `要写 1 至 ${PARTS.length} 个数` : `不是数：${cleanLine(wrong)}`;
    throw new UserError('print-template.place', what, { exit: 'usage', next: ['如 50.5 53.4 79 7.2'] });
  }
  return Object.fromEntries(PARTS.slice(0, numbers.length).map((part, at) => [part, numbers[at]]));
}
