import { basename } from 'node:path';
import { calibrationText, forgetCalibration, printCalibrationPage } from '../../../src/jobs/calibrate.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { changePaperSettings, paperSettings } from '../../../src/jobs/print-settings.ts';
import { printerState, printersOf } from '../../../src/jobs/printers.ts';
import { changePrinting, FILES, MAX_COPIES, type Printing, printingOf } from '../../../src/jobs/printing.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Action, Change } from '../../contract/change.ts';
import { good, warn } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { askMeasured } from '../../dialogs/calibration.ts';
import { openMenu } from '../../dialogs/menu.ts';
import { askPath } from '../../dialogs/path.ts';
import { exactly, fitted, type Line, line, span } from '../../draw/line.ts';
import { scrolled, wrapped } from '../../draw/picture.ts';
import { SIDE_NAMES, SIDE_WORDS } from '../../layout/sides.ts';
import { type List, listActions } from '../../widgets/list.ts';
import { around } from '../../widgets/list-moves.ts';
import { keeping, type SettingsTab } from './settings-tab.ts';
import type { PrintingState, SettingsPage } from './state.ts';

/** One line of the tab. */
interface Item {
  readonly title: string;
  readonly value: string;
  readonly about: string;
  /** What Space and the arrows do, one further or one back. */
  readonly change?: (held: Printing, steps: 1 | -1) => Printing;
  /** What Enter and Space do where nothing is stepped. */
  readonly open?: (page: SettingsPage) => Change<SettingsPage>;
}

const targetsIn = ({ printers: { queues } }: PrintingState): readonly string[] => [
  ...queues.map(({ name }) => name),
  FILES,
];

function itemsOf({ held, printers, fallbackFont }: PrintingState): readonly Item[] {
  const { queues, none } = printers;
  const chosen = queues.find(({ name }) => name === held.printer) ?? queues.find(({ usual }) => usual) ?? queues[0];
  const toFile = held.toFile || !chosen;
  return [
    {
      title: '打到',
      value: toFile ? '文件' : chosen.name,
      about: toFile ? (none ?? '写成 PDF 文件') : printerState(chosen),
      change(now, steps) {
        const names = [...queues.map(({ name }) => name), FILES];
        const at = names.indexOf(toFile ? FILES : chosen.name);
        const next = names[around(at + steps, names.length)] ?? FILES;
        return next === FILES ? { ...now, toFile: true } : { ...now, toFile: false, printer: next };
      },
    },
    {
      title: '份数',
      value: String(held.copies),
      about: '打印机打几份',
      change: (now, steps) => ({ ...now, copies: ((now.copies - 1 + steps + MAX_COPIES) % MAX_COPIES) + 1 }),
    },
    {
      title: '单双面',
      value: SIDE_WORDS[held.sides],
      about: '打印机能双面打时才有用',
      change: (now, steps) => ({
        ...now,
        sides: SIDE_NAMES[around(SIDE_NAMES.indexOf(now.sides) + steps, SIDE_NAMES.length)] ?? now.sides,
      }),
    },
    {
      title: '内容',
      value: held.valuesOnly ? '只打内容' : '表格和内容',
      about: '只打内容：打在印好表格的纸上（套打）',
      change: now => ({ ...now, valuesOnly: !now.valuesOnly }),
    },
    {
      title: '缺字时的字体',
      value: fallbackFont === '' ? '没有' : cleanLine(basename(fallbackFont)),
      about: '生僻字用的第二个字体，.ttf 或 .otf 文件；大家共用',
      open: askFont,
    },
    ...targetsIn({ held, printers, fallbackFont, index: 0 }).map((name): Item => {
      const own = Object.hasOwn(held.calibrations, name) ? held.calibrations[name] : undefined;
      return {
        title: `校准 ${name}`,
        value: own ? calibrationText(own) : '没有校准',
        about: name === FILES ? '写成文件，再用别的程序打印时的偏移' : '这台打印机把内容打偏、打大或打小时',
        open: page => ({ open: calibrating(page, name) }),
      };
    }),
  ];
}

const ROWS: List<SettingsPage> = {
  count: ({ printing }) => itemsOf(printing).length,
  round: true,
  at: ({ printing }) => printing.index,
  select: (page, index) => ({ state: { ...page, printing: { ...page.printing, index } } }),
};

/** What a change of one's own settings changes; the queues are not asked again for it. */
const HELD: Pick<SettingsTab, 'read'> = {
  async read(office) {
    const held = await printingOf(office);
    return page => ({ ...page, printing: { ...page.printing, held } });
  },
};

const stepping =
  (steps: 1 | -1): Action<SettingsPage> =>
  page => {
    const item = itemsOf(page.printing)[page.printing.index];
    if (!item?.change) return item?.open?.(page) ?? {};
    const { change } = item;
    const job = keeping(
      page,
      HELD,
      office => changePrinting(office, held => change(held, steps)),
      now => ({ state: now, ...good(`${item.title}：${itemsOf(now.printing)[now.printing.index]?.value ?? ''}`) }),
    );
    return { effects: [job] };
  };

/** What there is to do about a printer that prints beside the lines. */
function calibrating(page: SettingsPage, printer: string) {
  const own = page.printing.held.calibrations[printer];
  const again = replyTo(page, now => ({
    effects: [
      keeping(
        now,
        HELD,
        async () => undefined,
        fresh => ({ state: fresh }),
      ),
    ],
  }));
  const forgetting = keeping(
    page,
    HELD,
    office => forgetCalibration(office, printer),
    now => ({ state: now, ...good(`${printer} 不再校准`) }),
  );
  return openMenu(`校准 ${printer}`, [
    {
      label: '打校准页',
      note: '四个十字和四边的台阶，用尺量',
      answer: replyTo(page, now => printPage(now, printer, false)),
    },
    {
      label: '填写量得的值',
      note: '算出偏移和缩放，以后打印时改正',
      answer: replyTo(page, () => ({ open: askMeasured(printer, own, again) })),
    },
    ...(own
      ? [
          {
            label: '按校准再打一张',
            note: '核对十字是不是在该在的地方',
            answer: replyTo(page, (now: SettingsPage) => printPage(now, printer, true)),
          },
          { label: '取消校准', note: '照原样打印', answer: replyTo(page, () => ({ effects: [forgetting] })) },
        ]
      : []),
  ]);
}

function printPage(page: SettingsPage, printer: string, adjusted: boolean): Change<SettingsPage> {
  if (printer === FILES) {
    return {
      open: askPath(
        '打校准页',
        '文件',
        '~/',
        async (path, { office }) => {
          await printCalibrationPage(office, { printer, file: path, adjusted });
          return replyTo(page, () => good(`校准页已写到 ${path}：用平时打印的程序打，不要缩放`));
        },
        { busy: '正在写校准页', endings: ['.pdf'], name: '校准页.pdf' },
      ),
    };
  }
  return {
    effects: [
      {
        label: '正在打校准页',
        async run({ office }) {
          const done = await printCalibrationPage(office, { printer, adjusted });
          const stopped = 'job' in done ? done.job.stopped : undefined;
          return replyTo(page, () =>
            stopped === undefined
              ? good(`校准页已交给 ${printer}`)
              : warn(`校准页已交给 ${printer}，但它停着：${stopped}`),
          );
        },
      },
    ],
  };
}

function askFont(page: SettingsPage): Change<SettingsPage> {
  const keep = (file: string) => async (office: Office) => await changePaperSettings(office, file);
  return {
    open: askPath(
      '缺字时的字体',
      '字体文件',
      page.printing.fallbackFont === '' ? '/usr/share/fonts/' : page.printing.fallbackFont,
      async (path, { office }) => {
        await keep(path)(office);
        const fill = await PRINTING_TAB.read(office);
        return replyTo(page, now => ({ state: fill(now), ...good(`缺字时的字体：${path}`) }));
      },
      { busy: '正在看字体', endings: ['.ttf', '.otf'], note: '报检单里字体没有的字，打印前会说出来' },
    ),
  };
}

const TITLE = 18;

/** How this person prints, and what their printers are calibrated by (T5): what is chosen is kept at once. */
export const PRINTING_TAB: SettingsTab = {
  title: '打印',
  heading: () => '自己的，改变后立即保存',
  contexts: () => ['printing'],
  actions: {
    ...listActions('printing', ROWS),
    'printing.change': stepping(1),
    'printing.back': stepping(-1),
    'printing.again': page => ({
      effects: [
        keeping(
          page,
          PRINTING_TAB,
          async () => undefined,
          now => ({ state: now, ...good('打印机已重新查找') }),
          '正在找打印机',
        ),
      ],
    }),
    'printing.clear': {
      cannot: ({ printing }) =>
        itemsOf(printing)[printing.index]?.title === '缺字时的字体' ? undefined : '只有字体和校准可以清除；校准按回车',
      run: page => ({
        effects: [
          keeping(
            page,
            PRINTING_TAB,
            office => changePaperSettings(office, ''),
            now => ({ state: now, ...good('没有第二个字体') }),
          ),
        ],
      }),
    },
  },
  draw({ printing, inMenu }, area) {
    const lines: Line[] = [];
    let y = -1;
    let end = 0;
    for (const [at, item] of itemsOf(printing).entries()) {
      const here = at === printing.index && !inMenu;
      if (here) y = lines.length;
      lines.push(
        exactly(
          [
            span(here ? ' › ' : '   ', 'key'),
            span(`${fitted(item.title, TITLE)} `, 'bold'),
            span(item.value, here ? 'chosen' : 'value'),
          ],
          area.columns,
        ),
        ...wrapped(item.about, Math.min(100, area.columns - 6)).map(text => line(`    ${text}`, 'label')),
      );
      if (here) end = lines.length - 1;
    }
    const first = y < 0 ? 0 : scrolled(0, end, area.rows, lines.length);
    return { lines: lines.slice(first), ...(y >= 0 && { cursor: { x: 3 + TITLE + 1, y: y - first } }) };
  },
  note: () => ({ tone: 'quiet', text: '空格、← → 改变，回车打开' }),
  help: [
    '打印：自己的打印机、份数、单双面和套打，打印时还能另选。',
    '校准：打一张校准页，量四个十字，填上量得的值；每台打印机一份，改变后只影响自己。',
  ],
  unsaved: () => false,
  places: () =>
    ['打到', '份数', '单双面', '内容', '缺字时的字体'].map(title => ({ at: title, name: `打印：${title}` })),
  arrive(page, at) {
    const index = itemsOf(page.printing).findIndex(({ title }) => title === at);
    return index < 0 ? page : { ...page, printing: { ...page.printing, index } };
  },
  async read(office) {
    const [held, printers, { fallbackFont = '' }] = await Promise.all([
      printingOf(office),
      printersOf(office.env),
      paperSettings(office),
    ]);
    return page => ({ ...page, printing: { ...page.printing, held, printers, fallbackFont } });
  },
};
