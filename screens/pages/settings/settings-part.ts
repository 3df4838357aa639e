import { UserError } from '../../../src/errors.ts';
import type { Office } from '../../../src/jobs/office.ts';
import type { ContextName } from '../../../src/keys/table.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import type { Picture } from '../../draw/picture.ts';
import type { Actions, Change, Effect, PagePart, Scene, World } from '../../contract/part.ts';
import { answerTo, warn } from '../../contract/part.ts';
import type { Message } from '../../contract/state.ts';
import { CHANGED_MEANWHILE } from './merge-values.ts';
import type { SettingsPage } from './state.ts';

/** One part of the settings: what it holds is in the page, what it does is here. */
export interface SettingsPart {
  readonly title: string;
  /** What the line above it tells, behind its title. */
  heading(page: SettingsPage, scene: Scene): string;
  chain(page: SettingsPage, scene: Scene): readonly ContextName[];
  readonly actions: Actions<SettingsPage>;
  readonly type?: PagePart<SettingsPage>['type'];
  draw(page: SettingsPage, area: Size, scene: Scene): Picture;
  note(page: SettingsPage, scene: Scene): Message | undefined;
  readonly help: readonly string[];
  unsaved(page: SettingsPage): boolean;
  /** Reads what is kept; what was not applied stays. */
  read(office: Office): Promise<(page: SettingsPage) => SettingsPage>;
  /** The focus comes from the menu, or goes there. */
  enter?(page: SettingsPage, world: World): SettingsPage;
  leave?(page: SettingsPage, world: World): SettingsPage;
  /** What Esc does before it leads to the menu. */
  back?(page: SettingsPage, scene: Scene): Change<SettingsPage> | undefined;
}

/** Others were faster: what they kept is shown below what was changed here, for another look. */
const AGAIN: ReadonlySet<string> = new Set([CHANGED_MEANWHILE, 'shortcuts.clash']);

/** A job of a part; then the part shows what is kept now, and `told` what became of it. People wait for it when it has a label. */
export function keeping<T>(
  page: SettingsPage,
  part: Pick<SettingsPart, 'read' | 'enter'>,
  job: (office: Office) => Promise<T>,
  told: (now: SettingsPage, result: T, scene: Scene) => Change<SettingsPage>,
  label?: string,
): Effect {
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
      const fill = await part.read(office);
      return answerTo(page, (now, scene) => {
        const fresh = fill(now);
        if ('result' in kept) return told(fresh, kept.result, scene);
        return { self: part.enter?.(fresh, scene.world) ?? fresh, ...warn(kept.refused) };
      });
    },
  };
}
