import type { Direction } from '../../../../src/catalogue/row.ts';
import { summaryOf } from '../../../../src/declaration/summary.ts';
import { timeOf } from '../../../../src/jobs/clock.ts';
import type { Office } from '../../../../src/jobs/office.ts';
import type { Size } from '../../../../src/terminal/cells.ts';
import { cleanLine } from '../../../../src/text.ts';
import type { Action, Effect } from '../../../contract/change.ts';
import { good, info, warn } from '../../../contract/message.ts';
import type { DialogPart } from '../../../contract/part.ts';
import { replyToApp } from '../../../contract/reply.ts';
import { ask } from '../../../dialogs/question.ts';
import { fitted, type Line, line, span, widthOf } from '../../../draw/line.ts';
import { boxed, centred, wrapped } from '../../../draw/picture.ts';
import { ownLists } from '../../../fields/own-lists.ts';
import { indexed, listActions } from '../../../widgets/list.ts';
import { drawRows } from '../../../widgets/list-rows.ts';
import { type Draft, draftOf, takeDraft } from './journals.ts';
import { closing } from './notes.ts';
import { shown } from './offer.ts';
import type { RecoverDialog, Row } from './state.ts';

/** Lists what was not saved. */
export const openRecovery: Effect = {
  run({ office }) {
    const rows = rowsIn(office);
    return replyToApp(() =>
      rows.length === 0
        ? info('没有可以找回的单证：没有保存就关闭的会在这里保留 30 天')
        : { open: { kind: 'recover', rows, index: 0 } },
    );
  },
};

function rowsIn(office: Office): readonly Row[] {
  return office.local.journals
    .list()
    .filter(({ abandoned, givenUp }) => abandoned || givenUp)
    .map(journal => draftOf(journal, office))
    .filter(({ changed }) => changed)
    .map(draft => {
      const { page } = draft;
      const summary = page && summaryOf({ ...page.sync.record, document: page.drafts.document }, () => '');
      return { draft, about: summary && { ...summary, party: cleanLine(summary.party) } };
    });
}

const rowsSeen = ({ rows }: RecoverDialog, area: Size): number => Math.max(2, Math.min(area.rows - 7, rows.length));

const LIST = indexed<RecoverDialog>({ count: ({ rows }) => rows.length, rows: rowsSeen, round: true });

const open: Action<RecoverDialog> = ({ rows, index }, { ui }) => {
  const draft = rows[index]?.draft;
  if (!draft) return { close: true };
  const { entryNo } = draft.journal;
  if (!draft.page) return warn(`${entryNo} 的日志读不懂，打不开`);
  if (ui.pages.some(({ id }) => id === entryNo)) return warn(`${entryNo} 正打开着；先关闭那个页面，再打开这一份`);
  return { close: true, effects: [taking(draft)] };
};

function taking(draft: Draft): Effect {
  const { entryNo, session } = draft.journal;
  return {
    label: `正在打开 ${entryNo}`,
    async run({ office }) {
      const taken = await takeDraft(draft, office, await ownLists(office));
      if (!taken) return replyToApp(() => warn(`${entryNo} 已由别人接着做，或已删除`));
      return replyToApp(context => {
        const { effects = [], ...change } = shown(taken, context);
        const done = good(`${entryNo} 未保存的修改都在，请保存`);
        return { ...change, ...done, effects: [...effects, leaving(entryNo, session)] };
      });
    },
  };
}

/** The run that had the page open no longer has it: the next start does not offer it again. */
function leaving(entryNo: string, session: string): Effect {
  return {
    async run({ office: { local } }) {
      (await local.openPages.hold(session))?.amend(closing([entryNo]));
      return undefined;
    },
  };
}

const remove: Action<RecoverDialog> = dialog => {
  const draft = dialog.rows[dialog.index]?.draft;
  if (!draft) return {};
  const back = replyToApp(() => ({ open: dialog }));
  return {
    close: true,
    open: ask(
      '永久删除',
      [`${draft.journal.entryNo} 未保存的修改删除以后不能再找回。已保存的内容不受影响。`],
      [
        { label: '回去', reply: back },
        { label: '永久删除', reply: replyToApp(() => ({ effects: [removing(draft)] })) },
      ],
    ),
  };
};

function removing({ journal }: Draft): Effect {
  const { entryNo, session } = journal;
  return {
    label: `正在删除 ${entryNo}`,
    async run({ office }) {
      const gone = await office.local.journals.remove(journal);
      const rows = rowsIn(office);
      return replyToApp(() => ({
        ...(rows.length > 0 && { open: { kind: 'recover', rows, index: 0 } as const }),
        ...(gone ? good(`${entryNo} 未保存的修改已删除`) : warn(`${entryNo} 已由别人接着做，没有删除`)),
        effects: gone ? [leaving(entryNo, session)] : [],
      }));
    },
  };
}

const KINDS: Readonly<Record<Direction, string>> = { in: '入境', out: '出境', pack: '包装' };
const NARROW = 64;
const COUNT = 6;
const TIME = 11;
const STATE = 8;

export const RECOVER: DialogPart<RecoverDialog> = {
  contexts: () => ['recover'],
  actions: {
    ...listActions('recover', LIST),
    'recover.open': open,
    'recover.delete': remove,
    'recover.close': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(area.columns - 6, 100);
    const inView = { index: dialog.index, room: rowsSeen(dialog, area) };
    const list = drawRows(dialog.rows, inView, (row, _at, selected) => rowLine(row, columns, selected));
    const lines = [
      ...list.lines,
      line('─'.repeat(columns), 'rule'),
      ...wrapped(KEPT, columns).map(text => line(text, 'panelQuiet')),
    ];
    const cursor = { x: 0, y: list.y };
    return centred(boxed(`没有保存的单证  ${dialog.rows.length} 份`, { lines, cursor }, columns), area);
  },
};

const KEPT = '最后一次修改以后保留 30 天。打开后和关闭前一样，保存时才写入。';

function rowLine({ draft: { journal, by }, about }: Row, columns: number, chosen: boolean): Line {
  const when = timeOf(journal.modified).slice(5, 16);
  const state = journal.givenUp ? '没有保存' : '意外中断';
  const left = `${chosen ? '›' : ' '}${about ? KINDS[about.direction] : '？'} ${journal.entryNo}  `;
  const narrow = columns < NARROW;
  // A narrow window has no room for whose goods they are and how many.
  const count = narrow ? '' : `  ${fitted(about ? `${about.goodsCount} 项` : '', COUNT, 'right')}  `;
  const times = `${count}${fitted(when, TIME)} ${fitted(state, STATE)} `;
  const rest = columns - widthOf(left) - widthOf(times);
  const who = fitted(by, narrow ? rest : Math.min(10, Math.max(4, columns - 70)));
  const party = narrow ? '' : fitted(about ? about.party || '（未填）' : '日志读不懂', rest - widthOf(who));
  const text = `${left}${party}${times}${who}`;
  return [span(fitted(text, columns), chosen ? 'chosen' : journal.givenUp ? 'panel' : 'warning')];
}
