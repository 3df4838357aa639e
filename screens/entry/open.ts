import type { Fault } from '../../src/catalogue/fault.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { beginDeclaration, copyDeclaration } from '../../src/jobs/keep-declarations.ts';
import type { Office } from '../../src/jobs/office.ts';
import { enterprisesOf, partiesOf } from '../../src/jobs/own-lists.ts';
import type { FoundJournal } from '../../src/store/edit-journal.ts';
import type { OwnLists } from '../editors/editor.ts';
import { ask } from '../layers/question.ts';
import { type Answer, answerAtLarge, type Effect, good, type Tools } from '../part.ts';
import { replay } from './change.ts';
import { at } from './focus.ts';
import { goTo } from './keep.ts';
import { withRejection } from './renew.ts';
import { type EntryPage, entryPage } from './state.ts';

/** The office's own lists, for the fields that search them. */
async function ownLists(office: Office): Promise<OwnLists> {
  const [enterprises, parties] = await Promise.all([enterprisesOf(office), partiesOf(office)]);
  return { enterprises, parties };
}

async function showing(office: Office, record: DeclarationRecord, text: string): Promise<Answer> {
  const own = await ownLists(office);
  return answerAtLarge(({ world }) => ({ page: at(entryPage(record, own), 0, world), ...good(text) }));
}

/** Opens an entry page on a new declaration (L5 new). */
export function beginEntry(direction: Direction): Effect {
  return {
    label: '正在新建单证',
    run: async ({ office }) => {
      const record = await beginDeclaration(office, direction);
      return await showing(office, record, `新单证 ${record.entryNo}`);
    },
  };
}

/** Opens a stored declaration; a page that has it already comes to the front (L5 open). The focus is on the first of the faults, or of what the bureau rejected. */
export function openEntry(entryNo: string, faults: readonly Fault[] = []): Effect {
  return {
    label: `正在打开 ${entryNo}`,
    run: async ({ office }) => {
      const record = await office.store.get(entryNo);
      const own = await ownLists(office);
      return answerAtLarge(({ ui, world }) => {
        if (ui.pages.some(({ id }) => id === entryNo)) return { front: entryNo };
        const page = withRejection(entryPage(record, own));
        const marked = at(faults.length > 0 ? { ...page, faults } : page, 0, world);
        const [first] = marked.faults ?? [];
        return { page: first ? goTo(marked, first, world) : marked };
      });
    },
  };
}

/** Opens a copy of a stored declaration in a page of its own (K2). */
export function copyEntry(entryNo: string): Effect {
  return {
    label: `正在复制 ${entryNo}`,
    run: async ({ office }) => {
      const record = await copyDeclaration(office, entryNo);
      return await showing(office, record, `${record.entryNo} 是 ${entryNo} 的副本，还没有保存`);
    },
  };
}

/** Offers to go on with what a crash or a dropped line left unsaved (E10); for the start of the program. */
export const offerRecovery: Effect = {
  run({ office }) {
    const found = office.store.journals
      .list()
      .filter(({ abandoned }) => abandoned)
      .flatMap(journal => {
        const page = replayed(journal, { office });
        return page ? [{ journal, page }] : [];
      });
    if (found.length === 0) return undefined;
    const names = found.map(({ page }) => `${page.id}  ${page.document.goods.length} 项货物`);
    return answerAtLarge(() => ({
      open: ask(
        '上次没有保存的单证',
        ['上次退出时没有保存，这些单证的修改都还在：', ...names],
        [{ label: '接着做', answer: answerAtLarge(() => ({ effects: found.map(goOn) })) }, { label: '以后再说' }],
      ),
    }));
  },
};

function replayed({ entryNo, session }: FoundJournal, { office }: Pick<Tools, 'office'>): EntryPage | undefined {
  return replay(office.store.journals.read(entryNo, session), base => entryPage(base as DeclarationRecord));
}

/** The page as it was, with a journal of its own from here on. */
function goOn({ journal, page }: { readonly journal: FoundJournal; readonly page: EntryPage }): Effect {
  return {
    async run({ office }) {
      const { journals } = office.store;
      const lines = [
        { base: page.record, form: page.form },
        { on: 'document', edit: { op: 'replace', document: page.document } },
      ];
      for (const line of lines) journals.append(page.id, line);
      journals.drop(journal.entryNo, journal.session);
      const recovered: EntryPage = { ...page, own: await ownLists(office), journalled: true };
      return answerAtLarge(({ world }) => ({
        page: at(recovered, 0, world),
        ...good(`${page.id} 的修改已经恢复，请保存`),
      }));
    },
  };
}
