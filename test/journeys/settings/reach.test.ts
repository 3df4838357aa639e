import { describe, expect, it } from 'vitest';
import { ACCOUNTS_ITEMS } from '../../../screens/pages/settings/accounts-items.ts';
import { CHANNEL_ITEMS } from '../../../screens/pages/settings/channel-items.ts';
import { NOTICE_ITEMS } from '../../../screens/pages/settings/notice-items.ts';
import { PAPERLESS_ITEMS } from '../../../screens/pages/settings/paperless-items.ts';
import { KIND_ITEMS } from '../../../screens/pages/settings/route-items.ts';
import { TAB_NAMES } from '../../../screens/pages/settings/state.ts';
import { TABS } from '../../../screens/pages/settings/tabs.ts';
import { wayItems } from '../../../screens/pages/settings/way-items.ts';
import { printingOf } from '../../../src/jobs/printing.ts';
import { CHANNEL_KINDS } from '../../../src/jobs/settings/channel.ts';
import { PART_NAMES, type PartName, partOf } from '../../../src/jobs/settings/parts.ts';
import { HTTP_PLATFORMS, WAY_SETTINGS } from '../../../src/jobs/settings/ways.ts';
import { switchesOf } from '../../../src/jobs/switches.ts';
import type { TestProgram } from '../program.ts';
import { openSettings } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start } = openStage({ seed: 20171024 });

/** The names that a settings file holds in a part that is a group; secrets are beside them. */
function namesIn(part: PartName): readonly string[] {
  const { schema, secrets } = partOf(part);
  const { entries = {} } = schema as { readonly entries?: object };
  return [...Object.keys(entries), ...Object.keys(secrets)];
}

/** Those below a name that is a group of its own. */
function namesBelow(part: PartName, name: string): readonly string[] {
  const { entries = {} } = partOf(part).schema as { readonly entries?: Readonly<Record<string, object>> };
  const { wrapped } = (entries[name] ?? {}) as { readonly wrapped?: { readonly entries?: object } };
  if (name === 'ways')
    return HTTP_PLATFORMS.flatMap(platform => WAY_SETTINGS.map(setting => `${name}.${platform}.${setting}`));
  if (name === 'routes') return Object.keys(CHANNEL_KINDS).map(kind => `${name}.${kind}`);
  return wrapped?.entries ? Object.keys(wrapped.entries).map(below => `${name}.${below}`) : [name];
}

const ITEMS = [
  ...[...CHANNEL_ITEMS, ...KIND_ITEMS, ...HTTP_PLATFORMS.flatMap(wayItems)],
  ...[...PAPERLESS_ITEMS, ...ACCOUNTS_ITEMS, ...NOTICE_ITEMS],
].map(({ name }) => name);

/** Presses a key on each line of a tab, and gives the names of what that has changed. */
async function changedBy<T extends object>(
  program: TestProgram,
  held: () => Promise<T>,
  keys: { readonly change: string; readonly down: string; readonly lines: number },
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (let at = 0; at < keys.lines; at += 1) {
    const before = await held();
    await program.press(keys.change, keys.down);
    const after = await held();
    for (const name of Object.keys(after))
      if (JSON.stringify(before[name as keyof T]) !== JSON.stringify(after[name as keyof T])) changed.add(name);
  }
  return changed;
}

/** Where people change a part of the settings on the screen. */
// biome-ignore format: table
const SHOWN: Readonly<Record<PartName, string>> = {
  switches:       'switches',
  shortcuts:      'out in',
  goodsMapping:   'mapping',
  columnMappings: 'the dialog of kept columns, test/journeys/import',
  channel:        'channel',
  paperless:      'channel',
  accounts:       'channel',
  enterprises:    'enterprises',
  parties:        'parties',
  paper:          'printing',
  printing:       'printing',
  articles:       'the page of the goods master, test/journeys/articles',
  notices:        'channel',
  receiptNotes:   'the dialog of receipts, test/journeys/entry/explained',
  rejections:     'the dialog of reasons, test/journeys/entry/rejections',
  aliases:        'codes',
  codeRows:       'codes',
  ledger:         'the dialog of the export, test/journeys/ledger',
  rules:          'rules',
  reviewRules:    'gate',
};

describe('no setting can be changed in batch alone', () => {
  it.each(PART_NAMES)('%s has its place', part => {
    const where = SHOWN[part];
    if (where.startsWith('the dialog') || where.startsWith('the page')) return;
    expect(TAB_NAMES.flatMap(name => (where.split(' ').includes(name) ? [TABS[name].title] : []))).not.toEqual([]);
  });

  it.each(['channel', 'paperless', 'accounts', 'notices'] as const)('each name of %s has a line', part => {
    const names = namesIn(part).flatMap(name => namesBelow(part, name).map(below => `${part}.${below}`));
    expect(names.filter(name => !ITEMS.includes(name))).toEqual([]);
  });

  it('each switch is changed by its line', async () => {
    const program = await openSettings(await start(), 'switches');
    const names = namesIn('switches');
    const keys = { change: 'switches.change', down: 'switches.down', lines: names.length };
    const changed = await changedBy(program, () => switchesOf(program.office), keys);
    expect(names.filter(name => !changed.has(name))).toEqual([]);
  });

  it('each choice of printing is changed by its line', async () => {
    const program = await openSettings(await start(), 'printing');
    const keys = { change: 'printing.change', down: 'printing.down', lines: 4 };
    const changed = await changedBy(program, () => printingOf(program.office), keys);
    // There is no printer here to choose; templates and calibrations have dialogs of their own.
    const elsewhere = ['printer', 'templates', 'calibrations'];
    expect(namesIn('printing').filter(name => !changed.has(name))).toEqual(elsewhere);
  });
});
