import type { Declaration } from '../../../src/catalogue/document.ts';
import { keepTemplate, TEMPLATE_NAME_MAX } from '../../../src/jobs/templates.ts';
import type { Effect } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import type { DialogPart } from '../../contract/part.ts';
import { replyToDialog } from '../../contract/reply.ts';
import { boxed, centred } from '../../draw/picture.ts';
import { askedText } from '../../widgets/prompt.ts';
import { textPrompt } from '../../widgets/text-prompt.ts';
import { emptyText } from '../../widgets/text-state.ts';
import { orSaid } from '../or-said.ts';
import type { TemplateNameDialog } from './state.ts';

/** Asks under which name a declaration is kept as a template. */
export function askTemplateName(document: Declaration): TemplateNameDialog {
  return { kind: 'templateName', document, name: emptyText(), wrong: [] };
}

/** A name that cannot be is said in the dialog, which stays. */
function keeping({ name, document }: TemplateNameDialog): Effect {
  return {
    label: '正在存为模板',
    run: ({ office }) =>
      orSaid<TemplateNameDialog>('templateName', async () => {
        const kept = await keepTemplate(office, name.text, document);
        return replyToDialog('templateName', () => ({ close: true, ...good(`已存为模板“${kept.name}”`) }));
      }),
  };
}

const NAME = textPrompt<TemplateNameDialog>(
  ({ name }) => name,
  (dialog, name) => ({ state: { ...dialog, name, wrong: [] } }),
);

export const TEMPLATE_NAME: DialogPart<TemplateNameDialog> = {
  ...NAME,
  contexts: () => ['templateName', 'text'],
  actions: {
    ...NAME.actions,
    'template.keep': dialog => ({ effects: [keeping(dialog)] }),
    'template.cancel': () => ({ close: true }),
  },
  draw(dialog, area) {
    const columns = Math.min(64, area.columns - 6);
    const note = `不检查内容。录入序号、报检号、报检日期不进模板，其余全部照存，提单号、箱号也在内。名称最多 ${TEMPLATE_NAME_MAX} 个字，不能重复。`;
    const asked = askedText({ label: '名称', text: dialog.name, columns, notes: [note], wrong: dialog.wrong });
    return centred(boxed('存为模板', asked, columns), area);
  },
};
