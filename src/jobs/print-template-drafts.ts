import * as v from 'valibot';
import type { PaperName } from '../paper/form.ts';
import type { BoxChanges } from '../paper/template/apply.ts';
import type { Office } from './office.ts';
import { TEMPLATE_CONTENTS } from './print-templates.ts';
import { settingsDocument, text } from './settings/document.ts';

const DRAFT = v.object({
  ...TEMPLATE_CONTENTS.entries,
  /** Whose it is: each works on a draft of their own. */
  by: text(),
});

/** Differences that somebody has made and not saved yet; the name is empty where there is none yet. */
export type PrintTemplateDraft = Readonly<v.InferOutput<typeof DRAFT>>;

const DRAFTS = settingsDocument<readonly PrintTemplateDraft[]>(
  'print-template-drafts',
  v.array(DRAFT),
  [],
  'settings.own',
);

interface Which {
  readonly paper: PaperName;
  readonly name: string;
}

/** What whoever is at work has not saved of print templates. */
export async function printTemplateDraftsOf(office: Office): Promise<readonly PrintTemplateDraft[]> {
  return (await office.store.settings.read(DRAFTS)).filter(({ by }) => by === office.user);
}

/** Keeps what is not saved yet, so that a crash does not lose it; without differences it is forgotten. */
export async function keepPrintTemplateDraft(
  office: Office,
  { paper, name }: Which,
  boxes: BoxChanges | undefined,
): Promise<void> {
  const isOwn = (draft: PrintTemplateDraft) => draft.by === office.user && draft.paper === paper && draft.name === name;
  if (boxes === undefined && !(await office.store.settings.read(DRAFTS)).some(isOwn)) return;
  await office.store.settings.update(DRAFTS, held => {
    const others = held.filter(draft => !isOwn(draft));
    return boxes === undefined ? others : [{ paper, name, boxes: { ...boxes }, by: office.user }, ...others];
  });
}
