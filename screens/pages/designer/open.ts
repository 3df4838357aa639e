import { originalForm } from '../../../src/jobs/print-papers.ts';
import { sampleFor } from '../../../src/jobs/print-sample.ts';
import { printTemplateDraftsOf } from '../../../src/jobs/print-template-drafts.ts';
import { printTemplateOf } from '../../../src/jobs/print-templates.ts';
import type { PaperName } from '../../../src/paper/form.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Effect } from '../../contract/change.ts';
import { info, warn } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import { type DesignerPage, designerPage } from './state.ts';

/** Opens the designer of a template, or of one that has no name yet; with what was not saved of it the last time. */
export function showDesigner(paper: PaperName, template?: string): Effect {
  return {
    label: '正在打开版式',
    async run({ office }) {
      const held = template === undefined ? undefined : await printTemplateOf(office, template);
      const name = held?.name ?? '';
      const drafts = await printTemplateDraftsOf(office);
      const draft = drafts.find(each => each.paper === paper && each.name === name)?.boxes;
      const sample = await sampleFor(office, originalForm(paper));
      const page = designerPage({
        id: `designer ${paper} ${name}`,
        paper,
        name,
        savedAt: held?.at,
        kept: held?.boxes ?? {},
        draft,
        sample,
      });
      const shown = sample.isExample ? '还没有这种单证，显示的是示例内容' : `显示的是 ${sample.record.entryNo} 的内容`;
      return replyToApp(({ ui }) => {
        const open = ui.pages.find(
          (each): each is DesignerPage =>
            each.kind === 'designer' && (each as DesignerPage).paper === paper && (each as DesignerPage).name === name,
        );
        if (open) return { activate: open.id };
        const told = draft ? warn(`接着上次没有保存的修改；${cleanLine(shown)}`) : info(cleanLine(shown));
        return { page, ...told };
      });
    },
  };
}
