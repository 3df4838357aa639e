import { keepPrintTemplateDraft } from '../../../src/jobs/print-template-drafts.ts';
import type { Effect } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import { type DesignerPage, isUnsaved } from './state.ts';

/** Milliseconds for which a box rests before what was done with it is written down. */
const PAUSE = 400;

/** Writes down what is not saved yet, once nobody moves anything for a moment: a crash loses no more than that. */
export function keepDraftSoon(page: DesignerPage): Effect {
  return {
    async run({ office }) {
      await office.wait(PAUSE);
      return replyTo(page, now => (now.now === page.now ? { effects: [keepDraft(now)] } : {}));
    },
  };
}

const keepDraft = (page: DesignerPage): Effect => ({
  async run({ office }) {
    await keepPrintTemplateDraft(office, page, isUnsaved(page) ? page.now : undefined);
    return undefined;
  },
});

/** What was not saved is not wanted any more. */
export const dropDraft = ({ paper, name }: Pick<DesignerPage, 'paper' | 'name'>): Effect => ({
  async run({ office }) {
    await keepPrintTemplateDraft(office, { paper, name }, undefined);
    return undefined;
  },
});
