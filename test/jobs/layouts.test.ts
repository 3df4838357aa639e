import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { initialsOf } from '../../src/codes/initials.ts';
import { readRecord } from '../../src/declaration/shape.ts';
import { summaryOf } from '../../src/declaration/summary.ts';
import type { Disk } from '../../src/disk/disk.ts';
import { nodeDisk } from '../../src/disk/node-disk.ts';
import { type Office, openOffice } from '../../src/jobs/office.ts';
import { ROWS_VERSION } from '../../src/jobs/office-store.ts';
import { PRINT_TEMPLATES } from '../../src/jobs/print-templates.ts';
import { getSetting } from '../../src/jobs/settings/by-name.ts';
import { PART_NAMES, type PartName } from '../../src/jobs/settings/parts.ts';
import { templatesOf } from '../../src/jobs/templates.ts';
import { LAYOUT_VERSION } from '../../src/store/json/home.ts';
import { openJsonStore } from '../../src/store/json/open-store.ts';
import { contentsOf } from '../run/contents-of.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { officeOptions } from './office-options.ts';

const HOMES = join(import.meta.dirname, '../../fixtures/homes');
const FORMER = Array.from({ length: LAYOUT_VERSION - 1 }, (_, at) => at + 1);
const LAST = LAYOUT_VERSION - 1;

function copyOf(layout: number): string {
  const home = join(temporaryFolder(), 'home');
  cpSync(join(HOMES, `layout-${layout}`), home, { recursive: true });
  return home;
}

async function opened(home: string): Promise<Office> {
  // Who made the homes: what one prints with is one's own.
  const office = await openOffice({ ...officeOptions(home, { now: Date.UTC(2026, 10, 27) }), user: '李静' });
  onTestFinished(() => office.close());
  return office;
}

/** All that people would miss, as the jobs give it. */
async function heldBy(office: Office) {
  const { store } = office;
  const entryNos = [...store.rows()].map(({ entryNo }) => entryNo);
  const outbox = await store.outbox.list({ done: true });
  const recall = store.recall('goods');
  await recall.refresh();
  return {
    declarations: await Promise.all(entryNos.map(entryNo => store.get(entryNo))),
    trash: await store.trash(),
    outbox,
    receipts: (await Promise.all(entryNos.map(entryNo => store.receipts.of(entryNo)))).flat(),
    unapplied: await store.receipts.unapplied(),
    settings: await Promise.all(PART_NAMES.map(name => getSetting(office, name))),
    templates: await templatesOf(office),
    printTemplates: await store.settings.read(PRINT_TEMPLATES),
    paperless: (await Promise.all(entryNos.map(entryNo => store.paperless.of(entryNo)))).filter(
      ({ documents }) => documents.length > 0,
    ),
    password: await store.secrets.get('channel.password'),
    journals: office.local.journals
      .list()
      .map(found => ({ ...found, lines: office.local.journals.contents(found).lines })),
    pages: office.local.openPages.left().map(({ by, notes }) => ({ by, notes })),
    recall: [...recall.held],
    members: (await store.members.read()).members.map(({ user }) => user),
    audit: await auditOf(office),
    codes: office.codes.table('customs-offices').get('2248')?.name,
  };
}

/** What the audit says of before today, oldest first; the opening itself may have added to it. */
async function auditOf({ store }: Office): Promise<string[]> {
  const lines: string[] = [];
  for await (const { what, at } of store.audit.read()) if (at < '2026-11-27T17') lines.unshift(what);
  return lines;
}

/** The home of layout 3; that of 4 is the same one, in which people went on. */
const THIRD = {
  held: {
    declarations: [
      ['WI179577268398000', 'saved'],
      ['WI179577266162900', 'sent'],
      ['WI179577266052600', 'saved'],
      ['WP179577265999500', 'released'],
      ['WI179577265948800', 'rejected'],
      ['WE179577265893300', 'released'],
      ['WI179577265837400', 'released'],
    ],
    trash: ['WP179577266108100'],
    outbox: [
      ['WE179577265893300', 'sent'],
      ['WI179577265837400', 'sent'],
      ['WI179577265948800', 'sent'],
      ['WP179577265999500', 'sent'],
      ['WI179577266162900', 'asking'],
    ],
    receipts: 11,
    unapplied: ['elsewhere'],
    templates: ['红酒'],
    printTemplates: ['套打'],
    paperless: [['发票'], ['合同']],
    password: 'not-a-password',
    journals: [['WI179577268398000', true]],
    pages: 1,
    recall: true,
    members: [],
    audit: [],
    codes: '洋山海关',
  },
  settings: [
    'switches',
    'shortcuts',
    'goodsMapping',
    'columnMappings',
    'channel',
    'enterprises',
    'parties',
    'paper',
    'printing',
    'aliases',
    'codeRows',
    'ledger',
    'rules',
  ],
} satisfies { readonly settings: readonly PartName[]; readonly held: unknown };

/** Since layout 4 somebody went on with the first declaration, and there are members. */
const FOURTH = {
  held: {
    ...THIRD.held,
    declarations: [['WI179577268398000', 'draft'], ...THIRD.held.declarations.slice(1)],
    members: ['li'],
    audit: ['setting', 'kept', 'member'],
  },
  settings: THIRD.settings.filter(name => name !== 'switches'),
} satisfies { readonly settings: readonly PartName[]; readonly held: unknown };

/** What the homes were made with, by their layout. */
const MADE_WITH: Readonly<
  Record<
    number,
    {
      readonly held: { readonly declarations: readonly unknown[] } & Readonly<Record<string, unknown>>;
      readonly settings: readonly PartName[];
    }
  >
> = {
  1: {
    held: {
      declarations: [
        ['WI179573582045900', 'sent'],
        ['WP179573582005300', 'saved'],
        ['WE179573581964600', 'rejected'],
        ['WI179573581916200', 'released'],
      ],
      trash: ['WP179573583975900'],
      outbox: [
        ['WE179573581964600', 'sent'],
        ['WI179573581916200', 'sent'],
        ['WI179573582045900', 'waiting'],
      ],
      receipts: 5,
      unapplied: ['elsewhere'],
      templates: ['红酒'],
      printTemplates: [],
      paperless: [],
      password: 'not-a-password',
      journals: [['WP179573582005300', true]],
      pages: 1,
      recall: true,
      members: [],
      audit: [],
      codes: '洋山海关',
    },
    settings: ['switches', 'shortcuts', 'goodsMapping', 'channel', 'enterprises', 'parties', 'paper', 'rules'],
  },
  2: {
    held: {
      declarations: [
        ['WI179574801580100', 'saved'],
        ['WP179574795877200', 'sent'],
        ['WI179574795803100', 'released'],
        ['WE179574795742600', 'rejected'],
        ['WI179574795651400', 'released'],
      ],
      trash: ['WP179574795982400'],
      outbox: [
        ['WI179574795651400', 'sent'],
        ['WE179574795742600', 'sent'],
        ['WI179574795803100', 'sent'],
        ['WP179574795877200', 'waiting'],
      ],
      receipts: 8,
      unapplied: ['elsewhere'],
      templates: ['红酒'],
      printTemplates: ['套打'],
      paperless: [],
      password: 'not-a-password',
      journals: [['WI179574801580100', true]],
      pages: 1,
      recall: true,
      members: [],
      audit: [],
      codes: '洋山海关',
    },
    settings: [
      'switches',
      'shortcuts',
      'goodsMapping',
      'channel',
      'enterprises',
      'parties',
      'paper',
      'printing',
      'aliases',
      'rules',
    ],
  },
  3: THIRD,
  4: FOURTH,
  // Its log has the last save of the first declaration, which a cut of the power has taken from its file.
  5: { ...FOURTH, settings: [...FOURTH.settings, 'receiptNotes'] },
};

test.each(FORMER)('a home of layout %i has what it had, and is brought forward once', async layout => {
  const home = copyOf(layout);
  const office = await opened(home);
  const held = await heldBy(office);
  expect({
    ...held,
    declarations: held.declarations.map(({ entryNo, status }) => [entryNo, status]),
    outbox: held.outbox.map(({ entryNo, state }) => [entryNo, state]),
    receipts: held.receipts.length,
    unapplied: held.unapplied.map(({ identity }) => identity),
    templates: held.templates.map(({ name }) => name),
    printTemplates: held.printTemplates.map(({ name }) => name),
    paperless: held.paperless.map(({ documents }) => documents.map(({ name }) => name)),
    journals: held.journals.map(({ entryNo, lines }) => [entryNo, lines.length > 0]),
    pages: held.pages.length,
    recall: held.recall.length > 0,
    settings: undefined,
  }).toEqual(MADE_WITH[layout]?.held);
  expect(JSON.parse(readFileSync(join(home, 'store.json'), 'utf8'))).toMatchObject({ version: LAYOUT_VERSION });
  // Where a part is as in a new home its file was not read.
  const fresh = await opened(join(temporaryFolder(), 'new'));
  for (const part of MADE_WITH[layout]?.settings ?? [])
    expect((await getSetting(office, part)).value).not.toEqual((await getSetting(fresh, part)).value);

  const once = contentsOf(home);
  expect(await heldBy(await opened(home))).toEqual(held);
  expect(contentsOf(home)).toEqual(once);
});

test('what the log of a home has and its file has lost is there', async () => {
  const office = await opened(copyOf(5));
  expect(await office.store.get('WI179577268398000')).toMatchObject({
    revision: 3,
    document: { control: { value: '100' } },
  });
});

test('a program that dies while it brings a home forward leaves one that can be opened, whichever step was its last', async () => {
  const { version, ...whole } = JSON.parse(readFileSync(join(HOMES, `layout-${LAST}`, 'store.json'), 'utf8'));
  const rows = MADE_WITH[LAST]?.held.declarations.length;
  let steps = 0;
  for (let cut = 0; cut <= steps; cut += 1) {
    const home = copyOf(LAST);
    steps = await openUntil(home, cut);
    expect([version, LAYOUT_VERSION]).toContain(JSON.parse(readFileSync(join(home, 'store.json'), 'utf8')).version);
    const office = await opened(home);
    expect(office.store.rows().length).toBe(rows);
    expect(
      (await office.store.check()).problems.filter(({ code }) => code !== 'check.mode' && code !== 'check.leftover'),
    ).toEqual([]);
    await office.close();
    expect(JSON.parse(readFileSync(join(home, 'store.json'), 'utf8'))).toEqual({ ...whole, version: LAYOUT_VERSION });
    rmSync(home, { recursive: true });
  }
  expect(steps).toBeGreaterThan(3);
});

const CHANGING = [
  'create',
  'append',
  'extend',
  'stage',
  'endWith',
  'rename',
  'remove',
  'makeFolder',
  'syncFolder',
  'truncate',
];

/** Opens a home and stops the world before its changing step number `cut`; gives how many there were. */
async function openUntil(home: string, cut: number): Promise<number> {
  let steps = 0;
  const disk = new Proxy(nodeDisk, {
    get(target, name: keyof Disk) {
      const step = target[name] as (...all: unknown[]) => Promise<unknown>;
      return async (...all: unknown[]) => {
        if (CHANGING.includes(name) && steps++ >= cut) throw new Error('The power is gone');
        return await step(...all);
      };
    },
  });
  try {
    const store = await openJsonStore({
      home,
      disk,
      shape: readRecord,
      rows: ROWS_VERSION,
      summarise: record => summaryOf(record, initialsOf),
      now: Date.now,
      random: Math.random,
    });
    await store.close();
  } catch (error) {
    expect(String(error)).toContain('The power is gone');
  }
  return steps;
}
