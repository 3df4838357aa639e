import { timeOf } from '../../../src/jobs/clock.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { beginFromTemplate, removeTemplate, templatesOf } from '../../../src/jobs/templates.ts';
import { cleanLine } from '../../../src/text.ts';
import { fitted, type Line, line, span, widthOf } from '../../draw/line.ts';
import { boxed, centred, scrolled } from '../../draw/picture.ts';
import { editText, emptyText, type TextState, textState, typeInto } from '../../widgets/text-state.ts';
import { showing } from '../../pages/entry/open.ts';
import { ask } from '../question.ts';
import { DIRECTION_NAMES } from '../../pages/list/view.ts';
import { type Act, answerAtLarge, type Change, type Effect, good, info, type LayerPart, type World } from '../../contract/part.ts';
import { bounded, promptAt } from '../../widgets/prompt.ts';
import type { TemplateRow, TemplatesLayer } from './state.ts';

/** Lists the templates of all kinds. */
export const openTemplates: Effect = {
  async run({ office }) {
    const rows = await rowsOf(office);
    return answerAtLarge(() =>
      rows.length === 0
        ? info('还没有模板：在录单页面按 Alt+B，把单证存为模板')
        : { open: { kind: 'templates', rows, words: emptyText(), index: 0 } },
    );
  },
};

async function rowsOf(office: Office): Promise<readonly TemplateRow[]> {
  const templates = await templatesOf(office);
  return templates.map(({ name, direction, document, by, at }) => ({
    name: cleanLine(name),
    direction,
    goods: document.goods.length,
    by: cleanLine(by),
    at,
  }));
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Those that have each of the words in their name or kind, or in the initials of the name. */
function found({ rows, words }: TemplatesLayer, { initialsOf }: World): readonly TemplateRow[] {
  const asked = folded(words.text).split(/\s+/u).filter(Boolean);
  return rows.filter(({ name, direction }) => {
    const texts = [folded(name), DIRECTION_NAMES[direction], folded(initialsOf(name))];
    return asked.every(word => texts.some(text => text.includes(word)));
  });
}

const move =
  (steps: number): Act<TemplatesLayer> =>
  (layer, { world }) => ({
    self: { ...layer, index: Math.max(0, Math.min(found(layer, world).length - 1, layer.index + steps)) },
  });

const asked = (layer: TemplatesLayer, words: TextState): Change<TemplatesLayer> => ({
  self: { ...layer, words: bounded(words), index: 0 },
});

/** An action on the template that is chosen. */
const onRow =
  (run: (row: TemplateRow, layer: TemplatesLayer) => Change<TemplatesLayer>): Act<TemplatesLayer> =>
  (layer, { world }) => {
    const row = found(layer, world)[layer.index];
    return row ? run(row, layer) : info('没有这样的模板');
  };

function beginning(name: string): Effect {
  return {
    label: '正在按模板新建单证',
    async run({ office }) {
      const record = await beginFromTemplate(office, name);
      return await showing(office, record, `新单证 ${record.entryNo}，内容来自模板“${name}”，还没有保存`);
    },
  };
}

function removing(name: string, { words, index }: TemplatesLayer): Effect {
  return {
    label: '正在删除模板',
    async run({ office }) {
      await removeTemplate(office, name);
      const rows = await rowsOf(office);
      const done = good(`模板“${name}”已删除`);
      return answerAtLarge(({ world }) => {
        const layer: TemplatesLayer = { kind: 'templates', rows, words, index };
        const last = Math.max(0, found(layer, world).length - 1);
        return rows.length === 0 ? done : { ...done, open: { ...layer, index: Math.min(index, last) } };
      });
    },
  };
}

export const TEMPLATES: LayerPart<TemplatesLayer> = {
  chain: () => ['templates', 'text'],
  actions: {
    ...editText<TemplatesLayer>(layer => layer.words, asked),
    'templates.up': move(-1),
    'templates.down': move(1),
    'templates.use': onRow(({ name }) => ({ close: true, effects: [beginning(name)] })),
    'templates.delete': onRow(({ name }, layer) => ({
      close: true,
      open: ask(
        '删除模板',
        [`删除模板“${name}”？`, '已经按它新建的单证不受影响。'],
        [
          { label: '回去', answer: answerAtLarge(() => ({ open: layer })) },
          { label: '删除', answer: answerAtLarge(() => ({ effects: [removing(name, layer)] })) },
        ],
      ),
    })),
    'templates.close': () => ({ close: true }),
  },
  type: (layer, text) => asked(layer, typeInto(layer.words, text)),
  prompt: (layer, { text, caret }) => asked(layer, { ...textState(text), caret }),
  draw(layer, area, { world }) {
    const columns = Math.min(90, area.columns - 6);
    const all = found(layer, world);
    const rows = Math.max(2, Math.min(area.rows - 5, layer.rows.length));
    const first = scrolled(0, layer.index, rows, all.length);
    const { line: words, cursor, prompt } = promptAt({ x: 2, y: 0 }, layer.words, columns - 2);
    const list = all
      .slice(first, first + rows)
      .map((row, offset) => rowLine(row, columns, first + offset === layer.index));
    const lines: Line[] = [[span('› ', 'key'), ...words], line('─'.repeat(columns), 'rule'), ...list];
    if (all.length === 0) lines.push(line('没有这样的模板', 'panelQuiet'));
    while (lines.length < rows + 2) lines.push([]);
    return centred(boxed(`模板  ${layer.rows.length} 个`, { lines, cursor, prompt }, columns), area);
  },
};

const KIND = 10;
const GOODS = 12;
const BY = 12;
const WHEN = 11;

function rowLine({ name, direction, goods, by, at }: TemplateRow, columns: number, chosen: boolean): Line {
  const left = fitted(DIRECTION_NAMES[direction], KIND);
  const when = timeOf(Date.parse(at)).slice(5, 16);
  const right = ` ${fitted(`${goods} 项货物`, GOODS, 'right')}  ${fitted(by, BY)} ${fitted(when, WHEN)}`;
  const text = `${left}${fitted(name, columns - widthOf(left) - widthOf(right))}${right}`;
  return [span(fitted(text, columns), chosen ? 'chosen' : 'panel')];
}
