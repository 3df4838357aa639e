import {
  changePrintTemplate,
  keepPrintTemplate,
  PRINT_TEMPLATE_NAME_MAX,
  type PrintTemplate,
} from '../../../src/jobs/print-templates.ts';
import type { Change, Effect } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import { replyTo } from '../../contract/reply.ts';
import { askText, type NamingDialog } from '../../dialogs/naming.ts';
import { ask } from '../../dialogs/question.ts';
import { dropDraft } from './draft.ts';
import { type DesignerPage, formOf, isUnsaved } from './state.ts';

/** What becomes of the page once it is saved. */
type Then = 'stay' | 'close';

/** Saves the template under its name; one that has none yet gets one. */
export function save(page: DesignerPage, then: Then = 'stay'): Change<DesignerPage> {
  if (page.name === '') return { open: askName(page, then) };
  if (!isUnsaved(page)) return then === 'close' ? { close: true } : info('没有要保存的修改');
  return { effects: [saving(page, then)] };
}

function saving(page: DesignerPage, then: Then): Effect {
  return {
    label: '正在保存打印模板',
    async run({ office }) {
      const kept = await changePrintTemplate(office, page.name, page.now, page.savedAt);
      return replyTo(page, now => saved(now, page, kept, then));
    },
  };
}

/** Asks for the name of a new template with what is on the page now. */
export function askName(page: DesignerPage, then: Then = 'stay'): NamingDialog {
  const notes = [`用于${formOf(page).title}。名称最多 ${PRINT_TEMPLATE_NAME_MAX} 个字，不能重复。`];
  return askText({ title: '存为打印模板', label: '名称', notes }, async (text, { office }) => {
    const kept = await keepPrintTemplate(office, { name: text, paper: page.paper, boxes: page.now });
    return replyTo(page, now => saved(now, page, kept, then));
  });
}

/** What was changed while it was being saved stays unsaved. */
function saved(now: DesignerPage, was: DesignerPage, kept: PrintTemplate, then: Then): Change<DesignerPage> {
  const state = { ...now, name: kept.name, savedAt: kept.at, kept: was.now };
  const effects = [dropDraft(was)];
  const told = good(`已保存打印模板“${kept.name}”`);
  return then === 'close' ? { close: true, effects, ...told } : { state, effects, ...told };
}

/** Closing asks when something is not saved. */
export function confirmClose(page: DesignerPage): Change<DesignerPage> {
  if (!isUnsaved(page)) return { close: true };
  return {
    open: ask(
      '关闭版式',
      [`${page.name === '' ? '新的打印模板' : `打印模板“${page.name}”`}有没有保存的修改。`],
      [
        { label: '保存，关闭', reply: replyTo(page, now => save(now, 'close')) },
        { label: '不保存，关闭', reply: replyTo(page, now => ({ close: true, effects: [dropDraft(now)] })) },
        { label: '回去' },
      ],
    ),
  };
}
