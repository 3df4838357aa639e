import { TOTALS } from '../../src/catalogue/totals.ts';
import { sentenceOf } from '../../src/declaration/describe.ts';
import { REVIEW_WORDS } from '../../src/declaration/review.ts';
import { totalsOf } from '../../src/declaration/totals.ts';
import { timeOf } from '../../src/jobs/clock.ts';
import {
  decideReview,
  type ReviewFacts,
  reviewFacts,
  type Verdict,
  waitingReviews,
  whyNotReview,
} from '../../src/jobs/review.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { cleanLine } from '../../src/text.ts';
import type { Action, Change, Effect, Reply } from '../contract/change.ts';
import { good, info, warn } from '../contract/message.ts';
import type { DialogPart } from '../contract/part.ts';
import { replyToApp, replyToDialog } from '../contract/reply.ts';
import type { World } from '../contract/world.ts';
import { fitted, type Line, line, span, widthOf } from '../draw/line.ts';
import { boxed, centred, wrapped } from '../draw/picture.ts';
import { lastFirst, scrolling } from '../widgets/scrolling.ts';
import { briefOf, placeOf, type Reader } from './compare/texts.ts';
import { askText } from './naming.ts';

/** What a reviewer looks at before a declaration is sent, one of several that wait. */
export interface ApprovalDialog {
  readonly kind: 'approval';
  readonly facts: ReviewFacts;
  /** Those that wait behind it. */
  readonly rest: readonly string[];
  readonly first: number;
}

const NOTHING_WAITS = '没有待复核的单证了';

/** Shows what there is to say of these, one after the other; without any, all that wait, the oldest first. */
export function openApproval(entryNos?: readonly string[]): Effect {
  return {
    label: '正在打开复核',
    async run({ office }) {
      const all = entryNos ?? waitingReviews(office.store.rows(), office.user);
      const dialog = await dialogFor(office, all);
      return replyToApp(() => (dialog ? { open: dialog } : info(NOTHING_WAITS)));
    },
  };
}

type Office = Parameters<typeof reviewFacts>[0];

async function dialogFor(office: Office, [entryNo, ...rest]: readonly string[]): Promise<ApprovalDialog | undefined> {
  if (entryNo === undefined) return undefined;
  return { kind: 'approval', facts: await reviewFacts(office, entryNo), rest, first: 0 };
}

/** The next one in the place of this one; what was said before it came is told. */
function onward(rest: readonly string[], said: Change<ApprovalDialog>): Effect {
  return {
    async run({ office }) {
      const next = await dialogFor(office, rest);
      return replyToDialog<ApprovalDialog>('approval', () =>
        next ? { ...said, state: next } : { ...said, close: true },
      );
    },
  };
}

/** Asks for what there is to say of it, and says it. */
const deciding =
  (state: Verdict['state']): Action<ApprovalDialog> =>
  (dialog, { world }) => {
    const { facts, rest } = dialog;
    const { record, rule, review } = facts;
    const reason = whyNotReview(record, rule, world.me?.() ?? '');
    if (reason) return warn(reason.message);
    const approved = state === 'approved';
    const title = approved ? '复核通过' : '复核退回';
    const notes = [approved ? '回车通过，以后可以发送；意见可以不写。' : '写明为什么退回，送审的人看得到。'];
    return {
      open: askText({ title, label: '意见', notes }, async (note, { office }): Promise<Reply> => {
        const seen = review?.contents;
        await decideReview(office, record.entryNo, { state, note, ...(seen !== undefined && { seen }) });
        const said = good(
          `${record.entryNo} ${approved ? '复核通过' : '已退回'}${rest.length > 0 ? '' : `；${NOTHING_WAITS}`}`,
        );
        return replyToDialog<ApprovalDialog>('approval', () => ({ effects: [onward(rest, said)], storeChanged: true }));
      }),
    };
  };

function headLines({ record, review, rule, last }: ReviewFacts, columns: number, { codes }: World): readonly Line[] {
  const { document } = record;
  const worth = totalsOf(document.goods)
    .filter(({ of }) => of === 'value')
    .map(({ sum, unit = '' }) => `${sum} ${codes.table(TOTALS.value.codes).get(unit)?.name ?? unit}`.trim())
    .join('、');
  const asked = review
    ? `${cleanLine(review.by)} ${timeOf(Date.parse(review.at)).slice(5, 16)} 送审`
    : '没有送复核，或送出以后又改过';
  const texts = [
    `${asked}${rule ? `；按“${cleanLine(rule.name)}”须复核` : ''}`,
    `${document.goods.length} 项货物${worth === '' ? '' : `，共 ${worth}`}${last ? '' : '；这个收发货人没有以前的单证'}`,
    ...(review?.decided
      ? [`${REVIEW_WORDS[review.state]}（${cleanLine(review.decided.by)}）${cleanLine(review.decided.note)}`]
      : []),
  ];
  return texts.flatMap(text => wrapped(text, columns).map(part => line(part, 'panel')));
}

/** All that it has to say, from top to bottom. */
function linesOf({ facts }: ApprovalDialog, columns: number, world: World): readonly Line[] {
  const { record, comparison, last, warnings, lowered } = facts;
  const { direction } = record.document;
  const reader: Reader = { direction, codes: world.codes, book: world.book };
  const differences = comparison?.differences ?? [];
  const room = Math.max(8, Math.floor((columns - 22) / 2));
  const rows = differences.map((difference): Line => {
    const { group, label } = placeOf(difference);
    const name = fitted(`${group} ${label}`.trim(), 20);
    const [before, after] = [briefOf(difference, 'theirs', reader), briefOf(difference, 'mine', reader)];
    const was = fitted(before, Math.min(room, widthOf(before)));
    return [
      span(`${name} `, 'label'),
      span(was, 'panelQuiet'),
      span(' → ', 'key'),
      ...line(fitted(after, columns - 24 - widthOf(was)), 'panel'),
    ];
  });
  const faults = (title: string, found: typeof warnings): readonly Line[] =>
    found.length === 0
      ? []
      : [
          [],
          line(`◆ ${title}`, 'section'),
          ...found.flatMap(fault =>
            wrapped(`! ${sentenceOf(fault, direction)}`, columns).map(text => line(text, 'warning')),
          ),
        ];
  const heading = last ? `◆ 与上一份 ${last.entryNo} 不同 ${differences.length} 处` : '';
  return [
    ...headLines(facts, columns, world),
    ...faults(`提醒 ${warnings.length} 处`, warnings),
    ...faults(`本单位把规则放宽了的 ${lowered.length} 处`, lowered),
    ...(warnings.length + lowered.length === 0 ? [[], line('没有提醒', 'good')] : []),
    ...(last ? [[], line(heading, 'section'), ...rows] : []),
  ];
}

const shape = (area: Size) => ({ columns: Math.min(area.columns - 6, 100), rows: Math.max(3, area.rows - 3) });

export const APPROVAL: DialogPart<ApprovalDialog> = {
  contexts: () => ['approval'],
  actions: {
    ...scrolling<ApprovalDialog>('approval', (dialog, area, world) => {
      const { columns, rows } = shape(area);
      return { lines: linesOf(dialog, columns, world).length, rows };
    }),
    'approval.yes': deciding('approved'),
    'approval.no': deciding('refused'),
    'approval.next': ({ rest }) => (rest.length > 0 ? { effects: [onward(rest, {})] } : info(NOTHING_WAITS)),
    'approval.open': ({ facts }) => ({
      close: true,
      reply: replyToApp(() => ({ go: { to: 'entry', entryNo: facts.record.entryNo } })),
    }),
    'approval.close': () => ({ close: true }),
  },
  draw(dialog, area, { world }) {
    const { columns, rows } = shape(area);
    const all = linesOf(dialog, columns, world);
    const first = lastFirst(dialog.first, rows, all.length);
    const seen = all.slice(first, first + rows);
    const { facts, rest } = dialog;
    const behind = rest.length > 0 ? `，还有 ${rest.length} 份` : '';
    const more = all.length > rows ? ` ${first + 1}-${first + seen.length}/${all.length}` : '';
    return centred(boxed(`复核 ${facts.record.entryNo}${behind}${more}`, { lines: seen }, columns), area);
  },
};
