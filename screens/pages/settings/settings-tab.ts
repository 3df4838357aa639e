import { UserError } from '../../../src/errors.ts';
import type { Office } from '../../../src/jobs/office.ts';
import type { ContextName } from '../../../src/keys/table.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { ActionContext, Actions, Change, Effect, Reply, Tools } from '../../contract/change.ts';
import { type Message, warn } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import { replyTo } from '../../contract/reply.ts';
import type { World } from '../../contract/world.ts';
import type { Picture } from '../../draw/picture.ts';
import { CHANGED_MEANWHILE } from './merge-values.ts';
import type { SettingsPage } from './state.ts';

/** Something in a tab that people look for by its name. */
export interface SettingPlace {
  /** What `arrive` of the tab knows it by. */
  readonly at: string;
  readonly name: string;
  readonly code?: string;
}

/** One tab of the settings: what it holds is in the page, what it does is here. */
export interface SettingsTab {
  readonly title: string;
  /** What the line above it tells, behind its title. */
  heading(page: SettingsPage, context: ActionContext): string;
  contexts(page: SettingsPage, context: ActionContext): readonly ContextName[];
  readonly actions: Actions<SettingsPage>;
  readonly type?: PagePart<SettingsPage>['type'];
  draw(page: SettingsPage, area: Size, context: ActionContext): Picture;
  note(page: SettingsPage, context: ActionContext): Message | undefined;
  readonly help: readonly string[];
  unsaved(page: SettingsPage): boolean;
  /** Reads what is kept; what was not applied stays. */
  read(office: Office): Promise<(page: SettingsPage) => SettingsPage>;
  /** The focus comes from the menu, or goes there. */
  enter?(page: SettingsPage, world: World): SettingsPage;
  leave?(page: SettingsPage, world: World): SettingsPage;
  /** What it has to be found, whatever is kept. */
  places?(world: World): readonly SettingPlace[];
  /** What the office keeps in it, as places; what each of them is called, too. */
  kept?(office: Office): Promise<readonly (SettingPlace & { readonly sort: string })[]>;
  /** The open tab with the focus on one of its places; as it is when there is no such place. */
  arrive?(page: SettingsPage, at: string, world: World): SettingsPage;
  /** What Esc does before it leads to the menu. */
  back?(page: SettingsPage, context: ActionContext): Change<SettingsPage> | undefined;
}

/** Others were faster: what they kept is shown below what was changed here, for another look. */
const AGAIN: ReadonlySet<string> = new Set([CHANGED_MEANWHILE, 'shortcuts.clash']);

/** What keeps something, also as what a prompt does with its text. */
interface Keeping extends Effect {
  run(tools: Tools): Promise<Reply>;
}

/** A job of a tab; then the tab shows what is kept now, and `done` makes of that what people see. People wait for it when it has a label. */
export function keeping<T>(
  page: SettingsPage,
  tab: Pick<SettingsTab, 'read' | 'enter'>,
  job: (office: Office) => Promise<T>,
  done: (now: SettingsPage, result: T, context: ActionContext) => Change<SettingsPage>,
  label?: string,
): Keeping {
  return {
    ...(label !== undefined && { label }),
    async run({ office }) {
      const kept = await job(office).then(
        result => ({ result }),
        (error: unknown) => {
          if (!(error instanceof UserError && AGAIN.has(error.code))) throw error;
          return { refused: error.message };
        },
      );
      const fill = await tab.read(office);
      return replyTo(page, (now, context) => {
        const fresh = fill(now);
        if ('result' in kept) return done(fresh, kept.result, context);
        return { state: tab.enter?.(fresh, context.world) ?? fresh, ...warn(kept.refused) };
      });
    },
  };
}
