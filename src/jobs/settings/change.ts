import type { Office } from '../office.ts';
import { type PartName, partOf, type SettingsPart } from './parts.ts';
import { leavesIn } from './places.ts';
import { SWITCHES } from './switches.ts';

/** One value that became another; undefined: it was or is not set. */
export interface SettingsChange {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A part of the settings as files and commands see it. */
export const shownPart = async (office: Office, part: SettingsPart) =>
  part.show(await office.store.settings.read(part.document), office);

/** Changes parts as they are shown, with nobody in between, and says which values became others. */
export async function changeParts(
  office: Office,
  names: readonly PartName[],
  make: (shown: readonly unknown[]) => readonly unknown[],
): Promise<readonly SettingsChange[]> {
  const parts = names.map(partOf);
  let changes: readonly SettingsChange[] = [];
  await office.store.settings.updateAll(
    parts.map(({ document }) => document),
    held => {
      const before = parts.map((part, at) => part.show(held[at], office));
      const kept = make(before).map((shown, at) => parts[at]?.keep(shown, office, held[at]));
      const found = parts.map((part, at) => changesIn(names[at] ?? '', part, before[at], part.show(kept[at], office)));
      changes = found.flat();
      return held.map((value, at) => (found[at]?.length === 0 ? value : kept[at]));
    },
  );
  // What is checked from now on is checked by them.
  await office.readLevels();
  if (office.database !== undefined && names.includes('switches')) await rememberKeyboard(office);
  return changes;
}

/** The next start on this machine goes by it before it has asked the database. */
async function rememberKeyboard({ store, local }: Office): Promise<void> {
  local.keepKeyboard((await store.settings.read(SWITCHES)).keyboard);
}

function changesIn(name: string, part: SettingsPart, before: unknown, after: unknown): readonly SettingsChange[] {
  const [from, to] = [before, after].map(shown => new Map(leavesIn(part, shown).map(leaf => [leaf.name, leaf.value])));
  return [...new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])])].flatMap(leaf => {
    const [was, is] = [from?.get(leaf), to?.get(leaf)];
    return was === is ? [] : [{ name: `${name}.${leaf}`, before: was, after: is }];
  });
}
