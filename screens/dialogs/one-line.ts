import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { PARTY_OF, PIECES } from '../../src/catalogue/one-line.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { fillLine, lineName } from '../../src/declaration/fill-line.ts';
import { type LineDoubt, lineWith, readLine, type Understood } from '../../src/declaration/one-line.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { dayOf } from '../../src/jobs/clock.ts';
import { beginLine, type LineParties, lineParties } from '../../src/jobs/one-line.ts';
import { lastOfParty } from '../../src/jobs/party-memory.ts';
import { cleanLine } from '../../src/text.ts';
import type { Action, Actions, Change, Effect } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import type { World } from '../contract/world.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { DIRECTION_NAMES } from '../layout/names.ts';
import { drawText, TEXT_MOVES, type TextState, textState, typeInto } from '../widgets/text-state.ts';

/** A declaration in one line. */
export interface OneLineDialog {
  readonly kind: 'oneLine';
  /** That of the page; the line may name another one. */
  readonly direction: Direction;
  readonly text: TextState;
  /** Undefined until they are read. */
  readonly parties: LineParties | undefined;
  /** The last declaration of the party that the line names. */
  readonly last: { readonly of: string; readonly record: DeclarationRecord | undefined } | undefined;
  /** What is being asked about. */
  readonly asking: LineDoubt | undefined;
  readonly wrong: string | undefined;
}

/** Opens it; the parties come beside. */
export const openOneLine = (direction: Direction): OneLineDialog => ({
  kind: 'oneLine',
  direction,
  text: textState(''),
  parties: undefined,
  last: undefined,
  asking: undefined,
  wrong: undefined,
});

const reading: Effect = {
  async run({ office }) {
    const parties = await lineParties(office);
    return replyToDialog<OneLineDialog>('oneLine', (now, { world }) => following({ ...now, parties }, world));
  },
};

const NOBODY: LineParties = { in: [], out: [], pack: [] };

const understood = ({ text, direction, parties }: OneLineDialog, world: World): Understood =>
  readLine(text.text, { direction, parties: each => (parties ?? NOBODY)[each], today: dayOf(world.now()) });

const keyOf = ({ direction, party }: Understood): string | undefined => party && `${direction} ${party.name}`;

/** The last declaration of another party is looked for as soon as the line names it. */
function following(dialog: OneLineDialog, world: World): Change<OneLineDialog> {
  const read = understood(dialog, world);
  const of = keyOf(read);
  if (of === undefined || of === dialog.last?.of) return { state: dialog };
  const { direction, party } = read;
  const finding: Effect = {
    async run({ office }) {
      const record = party && (await lastOfParty(office, direction, party.name));
      return replyToDialog<OneLineDialog>('oneLine', now => ({ state: { ...now, last: { of, record } } }));
    },
  };
  return { state: dialog, effects: [finding] };
}

/** All that is doubtful, what only the last declaration tells included. */
const doubtsOf = (read: Understood, made: ReturnType<typeof filled>): readonly LineDoubt[] => [
  ...read.doubts,
  ...made.doubts,
];

function filled({ last }: OneLineDialog, read: Understood, { book }: World) {
  const { direction } = read;
  const before = last?.of === keyOf(read) ? last?.record?.document : undefined;
  return fillLine({ direction, containers: [], goods: [] }, read, { last: before, book });
}

const take: Action<OneLineDialog> = (dialog, { world }) => {
  if (!dialog.parties) return { state: { ...dialog, wrong: '正在读收发货人，稍候' } };
  const read = understood(dialog, world);
  const [first] = doubtsOf(read, filled(dialog, read, world));
  if (first && first.choices.length > 0) return { state: { ...dialog, asking: first, wrong: undefined } };
  if (first) return { state: { ...dialog, wrong: `${first.piece}：${first.text}` } };
  if (!read.party) return { state: { ...dialog, wrong: '还没有收发货人：名称、几个字、首字母或代码' } };
  return { close: true, effects: [filling(read)] };
};

const filling = (read: Understood): Effect => ({
  label: '正在填成新单证',
  async run({ office }) {
    const { record, last } = await beginLine(office, read);
    const from = last ? `，从 ${last.entryNo} 开始` : '，这个收发货人没有以前的单证';
    const message = `新单证 ${record.entryNo}${from}；还没有保存，Alt+E 到下一个必填`;
    return replyToApp(() => ({ go: { to: 'given-entry', record, message, step: '一行录入' } }));
  },
});

const typed = (dialog: OneLineDialog, text: TextState, world: World): Change<OneLineDialog> =>
  following({ ...dialog, text, wrong: undefined, asking: undefined }, world);

const choose: Action<OneLineDialog> = (dialog, { nth, world }) => {
  const { asking, text } = dialog;
  const choice = asking?.choices[nth];
  if (!asking || !choice) return {};
  return typed(dialog, textState(lineWith(text.text, asking.piece, choice.piece)), world);
};

/** What was understood, a line each, doubts first. */
function echoOf(dialog: OneLineDialog, world: World, columns: number): readonly Line[] {
  const read = understood(dialog, world);
  const made = filled(dialog, read, world);
  const { direction, party, head, containers } = read;
  const known = dialog.last?.of === keyOf(read) ? dialog.last : undefined;
  const since = !party ? '' : !known ? '' : known.record ? `（上次 ${known.record.entryNo}）` : '（没有以前的单证）';
  const row = (label: string, text: string): Line => [
    span(`${fitted(label, 12)} `, 'label'),
    span(fitted(cleanLine(text), columns - 13).trimEnd(), 'panel'),
  ];
  const goods = made.document.goods;
  return [
    ...doubtsOf(read, made).map(
      ({ piece, text, choices }): Line =>
        line(
          fitted(
            `? ${piece}：${text}${choices.length > 0 ? `，${choices.map(({ label }, at) => `${at + 1} ${label}`).join('  ')}` : ''}`,
            columns,
          ),
          'warning',
        ),
    ),
    row('类型', DIRECTION_NAMES[direction]),
    ...(party ? [row(fieldOf(PARTY_OF[direction].name).label, `${party.name}${since}`)] : []),
    ...head.map(({ id, text }) => row(fieldOf(id).label, text)),
    ...(containers.length > 0 ? [row('集装箱号码', containers.join(' '))] : []),
    ...made.lines.map(({ line: at, values }) =>
      row(
        lineName(at),
        [
          goods[at]?.name ?? '',
          ...values.map(({ id, value, followed }) => `${fieldOf(id).label} ${value}${followed ? '（随）' : ''}`),
        ]
          .join('  ')
          .trim(),
      ),
    ),
  ];
}

/** The grammar, as people read it. */
const grammar = (columns: number): readonly Line[] =>
  PIECES.flatMap(({ example, means }): readonly Line[] =>
    wrapped(means, columns - 18).map(
      (text, at): Line => [span(fitted(at === 0 ? example : '', 17), 'key'), ...line(` ${text}`, 'panelQuiet')],
    ),
  );

/** The keys of a text that is typed; what has become of it is looked at with the world. */
const EDITS: Actions<OneLineDialog> = Object.fromEntries(
  Object.entries(TEXT_MOVES).map(([name, move]): [string, Action<OneLineDialog>] => [
    name,
    (dialog, { world }) => typed(dialog, move(dialog.text), world),
  ]),
);

export const ONE_LINE: DialogPart<OneLineDialog> = {
  contexts: ({ asking }) => (asking ? ['oneLineAsk'] : ['oneLine', 'text']),
  onOpen: () => ({ effects: [reading] }),
  actions: {
    ...EDITS,
    'oneline.take': take,
    'oneline.choose': choose,
    'oneline.back': dialog => ({ state: { ...dialog, asking: undefined } }),
    'oneline.close': () => ({ close: true }),
  },
  type: (dialog, text, context) => typed(dialog, typeInto(dialog.text, text), context.world),
  draw(dialog, area, { world }) {
    const columns = Math.min(76, area.columns - 6);
    const { text, asking, wrong } = dialog;
    const asked = drawText(text, columns - 2, !asking);
    const isEmpty = text.text.trim() === '';
    const body = isEmpty ? grammar(columns) : echoOf(dialog, world, columns);
    const said = asking ? `${asking.piece} ${asking.text}：按数字选` : wrong;
    const room = Math.max(1, area.rows - 7);
    return centred(
      boxed(
        '一行录入',
        {
          lines: [
            [span('› ', 'key'), ...asked.line],
            [],
            ...body.slice(0, room),
            ...(said === undefined ? [] : [[], ...wrapped(said, columns).map(each => line(each, 'warning'))]),
          ],
          ...(!asking && { cursor: { x: 2 + asked.caret, y: 0 } }),
        },
        columns,
      ),
      area,
    );
  },
};
