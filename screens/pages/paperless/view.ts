import type { PaperlessStatus } from '../../../src/declaration/record.ts';
import { kindName, sizeText } from '../../../src/jobs/paperless/documents.ts';
import { STATUS_WORDS, WAY_WORDS } from '../../../src/jobs/paperless/status-words.ts';
import type { PaperlessDocument } from '../../../src/store/paperless-folder.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { cleanLine } from '../../../src/text.ts';
import { fitted, type Line, line, lineWidth, span } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import type { Picture } from '../../draw/picture.ts';
import { chosenMark, drawRows } from '../../widgets/list-rows.ts';
import { placedIn, rowText, type TableColumn, wantsOf } from '../../widgets/table.ts';
import { type PaperlessPage, rowsOf } from './state.ts';

/** The head, what is asked for, the tabs, the headings and a rule; the remark below. */
const ROWS_BESIDE = 7;

export const rowsShown = ({ rows }: Size): number => Math.max(1, rows - ROWS_BESIDE);

interface Column extends TableColumn {
  readonly heading: string;
  readonly text: (document: PaperlessDocument, page: PaperlessPage) => string;
}

// biome-ignore format: table
const COLUMNS: readonly Column[] = [
  { heading: '序号',     columns: 4,           text: ({ id }) => String(id) },
  { heading: '单据类型', columns: 14, grows: 2, text: ({ kind }, { of }) => kindName(of.kinds, kind) },
  { heading: '单据名称', columns: 12, grows: 1, text: ({ name }) => name },
  { heading: '单据编号', columns: 12, grows: 1, text: ({ number }) => number },
  { heading: '附件',     columns: 5,           text: ({ files }) => (files.length === 0 ? '没有' : `${files.length} 个`) },
  { heading: '备注',     columns: 10, grows: 1, text: ({ note }) => note },
];

const TABS = [
  { tab: 'documents', label: '电子申报' },
  { tab: 'file', label: '备案信息' },
] as const;

const TONES: Readonly<Partial<Record<PaperlessStatus | '', Look>>> = {
  asked: 'warning',
  sending: 'warning',
  returned: 'error',
  reported: 'good',
};

export function drawPaperless(page: PaperlessPage, area: Size): Picture {
  const { record, folder } = page.of;
  const { paperless = '' } = record;
  const head: Line = [
    span(` ${page.entryNo}`, 'value'),
    span('  报检号 ', 'label'),
    span(record.declarationNo ?? '还没有', record.declarationNo ? 'value' : 'warning'),
    span('  '),
    span(folder.way ? WAY_WORDS[folder.way] : '未选申报方式', folder.way ? 'value' : 'warning'),
    span('  ', 'plain'),
    span(STATUS_WORDS[paperless], TONES[paperless] ?? 'plain'),
  ];
  const tabs: Line = TABS.flatMap(({ tab, label }) => [
    span(' '),
    tab === page.tab ? span(`[${label}]`, 'chosen') : span(` ${label} `, 'label'),
  ]);
  const below = page.tab === 'documents' ? documentLines(page, area) : fileLines(page, area);
  return {
    lines: [head, askedLine(page, area), tabs, ...below.lines],
    ...(below.cursor && { cursor: { x: below.cursor.x, y: below.cursor.y + 3 } }),
  };
}

/** What the bureau asks for, those that are missing first. */
function askedLine({ of: { asked } }: PaperlessPage, { columns }: Size): Line {
  if (asked.length === 0) return line(' 局端没有要单据', 'quiet');
  const missing = asked.flatMap(({ name, there }) => (there ? [] : [name]));
  const there = asked.flatMap(each => (each.there ? [each.name] : []));
  const parts: Line = [
    ...(missing.length > 0
      ? [span(` 局端要，还缺：${missing.join('、')}`, 'warning')]
      : [span(' 局端要的都有了', 'good')]),
    ...(there.length > 0 ? [span(`  ✓ ${there.join('、')}`, 'good')] : []),
  ];
  if (lineWidth(parts) < columns) return parts;
  const whole = parts.map(({ text }) => text).join('');
  return line(fitted(whole, columns - 1), missing.length > 0 ? 'warning' : 'good');
}

function documentLines(page: PaperlessPage, area: Size): Picture {
  const rows = rowsOf(page);
  const want = wantsOf(
    COLUMNS,
    page.of.folder.documents,
    ({ heading }) => heading,
    ({ text }, document: PaperlessDocument) => text(document, page),
  );
  const placed = placedIn(COLUMNS, area.columns - 1, { want });
  const drawn = drawRows(rows, { index: page.index, room: rowsShown(area) }, (row, _at, selected): Line => {
    const mark = chosenMark(selected);
    if (row.kind === 'fresh')
      return [mark, span(fitted('＋ 添加单据', area.columns - 1), selected ? 'chosen' : 'quiet')];
    if (row.kind === 'file') {
      const text = `     └ ${cleanLine(row.file.name)}  ${sizeText(row.file.size)}`;
      return [mark, span(fitted(text, area.columns - 1), selected ? 'chosen' : 'quiet')];
    }
    const text = rowText(placed, column => cleanLine(column.text(row.document, page)));
    const bare = row.document.files.length === 0;
    return [mark, span(fitted(text, area.columns - 1), selected ? 'chosen' : bare ? 'warning' : 'plain')];
  });
  const { remark } = page.of.folder;
  return {
    lines: [
      [
        span(' '),
        span(
          rowText(placed, ({ heading }) => heading),
          'label',
        ),
      ],
      [span('─'.repeat(area.columns), 'rule')],
      ...drawn.lines,
      ...(remark ? [[], line(fitted(` 备注：${remark}`, area.columns - 1), 'value')] : []),
    ],
    cursor: { x: 0, y: drawn.y + 2 },
  };
}

function fileLines({ onFile }: PaperlessPage, { columns }: Size): Picture {
  const lines = onFile.map(
    ({ label, value }): Line => [
      span(` ${fitted(label, 12)} `, 'label'),
      span(fitted(value, columns - 15), value ? 'value' : 'quiet'),
    ],
  );
  return { lines: [[], ...lines] };
}
